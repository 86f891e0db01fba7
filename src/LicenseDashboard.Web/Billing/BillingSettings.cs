using LicenseDashboard.Application.Billing;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Billing;

/// <summary>How bills are worked out where the vendor's terms leave it open.</summary>
internal sealed record BillingSettings
{
    public const string Section = "Billing";

    private static readonly BillingOptions _design = new();

    /// <inheritdoc cref="BillingOptions.Levels"/>
    public PeakLevels PeakLevels { get; init; } = _design.Levels;

    public BillingOptions ToOptions() => new(PeakLevels);

    public SettingGroup Shown() => new("Billing", [SettingLine.Of(Section, nameof(PeakLevels), PeakLevels.ToString())]);
}

internal sealed class BillingRules : IValidateOptions<BillingSettings>
{
    public ValidateOptionsResult Validate(string? name, BillingSettings options) =>
        SettingsCheck.Result(
            Enum.IsDefined(options.PeakLevels)
                ? null
                : $"{SettingsReader.Prefix(name)}{nameof(options.PeakLevels)} is {options.PeakLevels}. Choose Cumulative or Exact."
        );
}
