using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A person's use of each feature by day, with the days about which nothing is known.</summary>
public sealed partial class PanelUsage : IDisposable
{
    public const int Days = 120;

    private readonly CancellationTokenSource _end = new();
    private PersonUsageDays? _usage;
    private Dictionary<string, FeatureChart> _charts = [];
    private bool _table;
    private int _read = -1;

    [Parameter, EditorRequired]
    public required int PersonKey { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<FeatureDetail> Features { get; set; }

    /// <summary>Keys of features that the recommended license lacks.</summary>
    [Parameter]
    public IReadOnlyList<string> Dropped { get; set; } = [];

    /// <summary>Incremented on changes, so that the data is read again.</summary>
    [Parameter]
    public int Version { get; set; }

    /// <summary>Features that were or may have been used, which matter for the decision.</summary>
    private IReadOnlyList<FeatureDetail> Telling => [.. Features.Where(feature => !IsSilent(feature))];

    private IReadOnlyList<FeatureDetail> Silent => [.. Features.Where(IsSilent)];

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == Version)
        {
            return;
        }

        // The panel is shown before its charts are read.
        var first = _read < 0;
        _read = Version;
        try
        {
            if (first)
            {
                await Task.Yield();
            }

            var usage = await Usage.RunAsync(await Viewers.GetAsync(_end.Token), PersonKey, Days, _end.Token);
            (_usage, _charts) = (
                usage,
                usage is null ? [] : Features.ToDictionary(feature => feature.Key, feature => FeatureChart.Of(feature, usage))
            );
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The panel was closed while it was reading.
        }
    }

    private static bool IsSilent(FeatureDetail feature) => feature.State == FeatureState.Unused;

    private FeatureChart? Chart(FeatureDetail feature) => _charts.GetValueOrDefault(feature.Key);

    private string Coverage =>
        _usage
            ?.Coverage.Where(each => each.CompleteThrough is not null)
            .Select(each => each.CompleteThrough!.Value)
            .Distinct()
            .Order()
            .ToList() switch
        {
            null or [] => "",
            [var one] => $"Data complete through {DayText.Of(one)}; later days may change.",
            [var first, .., var last] =>
                $"Data complete through {DayText.Of(first)} to {DayText.Of(last)}, depending on the feature; later days may change.",
        };

    private static string LastUse(FeatureDetail feature) =>
        feature switch
        {
            { State: FeatureState.Unknown } => feature.Why,
            { LastUsedOn: { } day } => $"last on {DayText.Of(day)}",
            { State: FeatureState.Used } => feature.Why,
            _ => "no use recorded",
        };

    private string Standing(FeatureDetail feature) =>
        Dropped.Contains(feature.Key) ? "dropped"
        : feature.State == FeatureState.Used ? "in use"
        : "";
}
