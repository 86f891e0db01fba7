using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Sets the current day. Development only.</summary>
internal sealed record ClockSettings
{
    public const string Section = "Clock";

    public DateOnly? Today { get; init; }

    public TimeProvider Clock => Today is { } day ? new ChosenDayClock(day, TimeProvider.System) : TimeProvider.System;

    public SettingLine Shown() => SettingLine.Of(Section, nameof(Today), Today, "not set: the real day");
}

internal sealed class ClockRules(bool development) : IValidateOptions<ClockSettings>
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2099, 12, 31);

    public ValidateOptionsResult Validate(string? name, ClockSettings options) =>
        SettingsCheck.Result(
            options.Today switch
            {
                null => null,
                _ when !development => "Clock__Today is set, but only development may choose the day. Remove it.",
                { } day when day < First || day > Last => $"Clock__Today is '{day:yyyy-MM-dd}'. Choose a day from 2020 to 2099.",
                _ => null,
            }
        );
}

/// <summary>
/// A clock that starts at noon UTC of a chosen day and runs from there, so that it is that day in almost every zone and after restarts.
/// Timers use real time.
/// </summary>
internal sealed class ChosenDayClock : TimeProvider
{
    private readonly TimeProvider _real;
    private readonly TimeSpan _shift;

    public ChosenDayClock(DateOnly today, TimeProvider real)
    {
        _real = real;
        _shift = new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero) - real.GetUtcNow();
    }

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow() + _shift;
}
