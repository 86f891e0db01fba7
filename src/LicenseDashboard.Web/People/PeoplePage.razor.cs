using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.People;

/// <summary>Everyone the viewer can see, with their licenses, activity and recommendation.</summary>
public partial class PeoplePage : LivePage
{
    private PeopleQuery _query = PeopleQuery.Read(null, null, null, null, null, null).Query;
    private IReadOnlyList<string> _notUnderstood = [];
    private PeopleRead? _read;

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery]
    public string? Sku { get; set; }

    [SupplyParameterFromQuery(Name = "activity")]
    public string? ActivityWord { get; set; }

    [SupplyParameterFromQuery]
    public string? Division { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private static IReadOnlyList<FilterOption> Activities { get; } =
    [.. Enum.GetValues<Activity>().Select(activity => new FilterOption(PeopleQuery.Word(activity), PersonWords.Of(activity)))];

    private IEnumerable<FilterOption> Skus =>
        Data.Skus.Select(sku => new FilterOption(sku.Id, SkuWords.Name(sku.Id) + (sku.IsBase ? "" : $" ({sku.Id})")));

    private int InForce => (_query.Sku is null ? 0 : 1) + (_query.Activity is null ? 0 : 1) + (_query.Division is null ? 0 : 1);

    private string Lead =>
        _read switch
        {
            null or { Page.Total: 0 } => "The people you can see and the licenses they hold.",
            var read when _query.IsNarrowed => NumberText.Of(read.Page.Total, "person matches", "people match")
                + " your search, with the licenses they hold.",
            var read => NumberText.Of(read.Page.Total, "person", "people") + " you can see, with the licenses they hold.",
        };

    protected override async Task OnInitializedAsync()
    {
        Imports.Changed += Look;
        await Imports.StartAsync();
    }

    protected override void Dispose(bool disposing)
    {
        Imports.Changed -= Look;
        base.Dispose(disposing);
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_query, _notUnderstood) = PeopleQuery.Read(Sku, ActivityWord, Division, Text, Platform, PageNumber, Sort);
        _read = await Data.ReadAsync(_query, ct);
    }

    private string Advice(SeatHolder person) => PersonWords.AdviceOf(person, Clock.Today, Imports.IsEvaluated(person.Platform));

    private string Nobody(int total) =>
        total > 0 ? $"{NumberText.Of(total, "person matches", "people match")}, but there is no page {NumberText.Of(_query.Page)}."
        : _query.IsNarrowed ? "No one matches all filters. Clear a filter to see more people."
        : "No one you can see has an account on this platform.";

    private void ClearFilters() => Go(new PeopleQuery(null, null, null, null, _query.Platform, 1) { Sort = _query.Sort });

    private void Go(PeopleQuery query) => Navigate(query with { Page = 1 });

    private void Navigate(PeopleQuery query) => Navigator.NavigateTo(Navigator.GetUriWithQueryParameters(query.ToAddress()));
}
