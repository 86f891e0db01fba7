using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Rightsizing;

/// <summary>Thresholds of the guards for all platforms, with the defaults of the design.</summary>
internal sealed record RightsizingSettings
{
    public const string Section = "Rightsizing";

    private static readonly RightsizingOptions _design = new();

    /// <inheritdoc cref="RightsizingOptions.NewStarterDays"/>
    public int NewStarterDays { get; init; } = _design.NewStarterDays;

    /// <inheritdoc cref="RightsizingOptions.PresentDays"/>
    public int PresentDays { get; init; } = _design.PresentDays;

    public RightsizingOptions ToOptions() => new() { NewStarterDays = NewStarterDays, PresentDays = PresentDays };

    public SettingGroup Shown() =>
        new(
            "Right-sizing",
            [SettingLine.Of(Section, nameof(NewStarterDays), NewStarterDays), SettingLine.Of(Section, nameof(PresentDays), PresentDays)]
        );

    internal static RightsizingSettings Read(SettingsReader reader)
    {
        reader.Retired(
            Section,
            "PresentDaysOf30",
            "A sixth of a window's days is wanted now (5 of 30), at most Rightsizing__PresentDays. Remove it."
        );
        return reader.Read(Section, new RightsizingRules());
    }
}

internal sealed class RightsizingRules : IValidateOptions<RightsizingSettings>
{
    public ValidateOptionsResult Validate(string? name, RightsizingSettings options) =>
        SettingsCheck.Result(
            SettingsCheck.Range(name, nameof(options.NewStarterDays), options.NewStarterDays, 0, 365, "days"),
            SettingsCheck.Range(name, nameof(options.PresentDays), options.PresentDays, 0, 128, "days")
        );
}
