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
}

internal sealed class DemoRules : IValidateOptions<DemoSettings>
{
    public ValidateOptionsResult Validate(string? name, DemoSettings options)
    {
        var at = SettingsReader.Prefix(name);
        var problems = new[]
        {
            options.Agents is < 50 or > 100_000 ? $"{at}Agents is {options.Agents}. Choose from 50 to 100000 people." : null,
            options.HistoryDays is < 1 or > 730 ? $"{at}HistoryDays is {options.HistoryDays}. Choose from 1 to 730 days." : null,
            options.Profile is not (DemoSettings.Named or DemoSettings.SingleTier)
                ? $"{at}Profile is '{options.Profile}'. Choose {DemoSettings.Named} or {DemoSettings.SingleTier}."
                : null,
        }
            .OfType<string>()
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
