using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Remediation;

/// <summary>Timing of remediation.</summary>
internal sealed record RemediationSettings
{
    public const string Section = "Remediation";

    private static readonly RemediationOptions _design = new();

    /// <inheritdoc cref="RemediationOptions.UndoSeconds"/>
    public int UndoSeconds { get; init; } = _design.UndoSeconds;

    /// <inheritdoc cref="RemediationOptions.LeaseSeconds"/>
    public int LeaseSeconds { get; init; } = _design.LeaseSeconds;

    /// <inheritdoc cref="RemediationOptions.ReadBackMinutes"/>
    public int ReadBackMinutes { get; init; } = _design.ReadBackMinutes;

    /// <inheritdoc cref="RemediationOptions.Retries"/>
    public int Retries { get; init; } = _design.Retries;

    /// <inheritdoc cref="RemediationOptions.IdleSeconds"/>
    public int IdleSeconds { get; init; } = _design.IdleSeconds;

    /// <inheritdoc cref="RemediationOptions.Parallel"/>
    public int Parallel { get; init; } = _design.Parallel;

    /// <inheritdoc cref="RemediationOptions.OverdueDays"/>
    public int OverdueDays { get; init; } = _design.OverdueDays;

    public RemediationOptions ToOptions() =>
        new()
        {
            UndoSeconds = UndoSeconds,
            LeaseSeconds = LeaseSeconds,
            ReadBackMinutes = ReadBackMinutes,
            Retries = Retries,
            IdleSeconds = IdleSeconds,
            Parallel = Parallel,
            OverdueDays = OverdueDays,
        };

    public SettingGroup Shown() =>
        new(
            "Carrying out changes",
            [
                SettingLine.Of(Section, nameof(UndoSeconds), UndoSeconds),
                SettingLine.Of(Section, nameof(LeaseSeconds), LeaseSeconds),
                SettingLine.Of(Section, nameof(ReadBackMinutes), ReadBackMinutes),
                SettingLine.Of(Section, nameof(Retries), Retries),
                SettingLine.Of(Section, nameof(Parallel), Parallel),
                SettingLine.Of(Section, nameof(OverdueDays), OverdueDays),
            ]
        );
}

internal sealed class RemediationRules : IValidateOptions<RemediationSettings>
{
    public ValidateOptionsResult Validate(string? name, RemediationSettings options) =>
        SettingsCheck.Result(
            SettingsCheck.Range(name, nameof(options.UndoSeconds), options.UndoSeconds, 0, 3600, "seconds"),
            SettingsCheck.Range(name, nameof(options.LeaseSeconds), options.LeaseSeconds, 5, 600, "seconds"),
            SettingsCheck.Range(name, nameof(options.ReadBackMinutes), options.ReadBackMinutes, 1, 240, "minutes"),
            SettingsCheck.Range(name, nameof(options.Retries), options.Retries, 0, 20),
            SettingsCheck.Range(name, nameof(options.IdleSeconds), options.IdleSeconds, 1, 60, "seconds"),
            SettingsCheck.Range(name, nameof(options.Parallel), options.Parallel, 1, 32),
            SettingsCheck.Range(name, nameof(options.OverdueDays), options.OverdueDays, 1, 365, "days")
        );
}
