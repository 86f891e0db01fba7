using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Demo;

/// <summary>Settings of the simulated organization.</summary>
internal sealed record DemoSettings
{
    public const string Section = "Demo";
    public const string Named = "named";
    public const string SingleTier = "single-tier";

    public int Agents { get; init; } = 1000;

    /// <summary>The same seed generates the same people.</summary>
    public int Seed { get; init; } = 1;

    public int HistoryDays { get; init; } = 130;

    public string Profile { get; init; } = Named;

    /// <summary>Assumes a contract if none is configured; without one, entitlements are unknown.</summary>
    public bool Contract { get; init; } = true;

    /// <summary>The simulated vendor serves its contract and invoices, each with one mistake to be found.</summary>
    public bool Invoices { get; init; } = true;

    /// <summary>How many times as fast presence at this moment goes through its day.</summary>
    public int LiveSpeed { get; init; } = 1;

    public SettingGroup Shown() =>
        new(
            "Demo",
            [
                SettingLine.Of(Section, nameof(Agents), Agents),
                SettingLine.Of(Section, nameof(Seed), Seed),
                SettingLine.Of(Section, nameof(HistoryDays), HistoryDays),
                SettingLine.Of(Section, nameof(Profile), Profile),
                SettingLine.Of(Section, nameof(Contract), Contract),
                SettingLine.Of(Section, nameof(Invoices), Invoices),
                SettingLine.Of(Section, nameof(LiveSpeed), LiveSpeed),
            ]
        );
}

internal sealed class DemoRules : IValidateOptions<DemoSettings>
{
    public ValidateOptionsResult Validate(string? name, DemoSettings options)
    {
        var at = SettingsReader.Prefix(name);
        return SettingsCheck.Result(
            SettingsCheck.Range(name, nameof(options.Agents), options.Agents, 50, 100_000, "people"),
            SettingsCheck.Range(name, nameof(options.HistoryDays), options.HistoryDays, 1, 730, "days"),
            SettingsCheck.Range(name, nameof(options.LiveSpeed), options.LiveSpeed, 1, 3600, "times"),
            options.Profile is not (DemoSettings.Named or DemoSettings.SingleTier)
                ? $"{at}Profile is '{options.Profile}'. Choose {DemoSettings.Named} or {DemoSettings.SingleTier}."
                : null
        );
    }
}
