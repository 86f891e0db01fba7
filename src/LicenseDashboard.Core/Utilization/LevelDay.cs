using System.Globalization;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Utilization;

/// <summary>
/// The five-minute slots of one local day. They count elapsed time from the day's first instant, so a day has 288 of them, 276 or 300
/// where clocks change by an hour, and no two slots share an instant.
/// </summary>
public sealed class LevelDay
{
    public const int SlotSeconds = 300;

    private readonly TimeZoneInfo _zone;

    public LevelDay(TimeZoneInfo zone, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(zone);
        (_zone, Day) = (zone, day);
        Start = LocalDays.StartOf(zone, day);
        End = LocalDays.StartOf(zone, day.AddDays(1));
        Slots = (int)((End - Start + SlotSeconds - 1) / SlotSeconds);
    }

    public DateOnly Day { get; }

    /// <summary>Epoch seconds of the first instant.</summary>
    public long Start { get; }

    /// <summary>Exclusive.</summary>
    public long End { get; }

    public int Slots { get; }

    /// <summary>The day that an instant belongs to.</summary>
    public static LevelDay Of(TimeZoneInfo zone, DateTimeOffset instant) =>
        new(zone, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));

    /// <summary>The slot of an instant in epoch seconds; null if it lies outside of the day.</summary>
    public int? SlotOf(long instant) => instant >= Start && instant < End ? (int)((instant - Start) / SlotSeconds) : null;

    /// <summary>UTC.</summary>
    public DateTime StartOf(int slot) => DateTimeOffset.FromUnixTimeSeconds(Start + ((long)slot * SlotSeconds)).UtcDateTime;

    /// <summary>Local time at the beginning of each slot: 14:05.</summary>
    public IReadOnlyList<string> Labels() =>
        [
            .. Enumerable
                .Range(0, Slots)
                .Select(slot => TimeZoneInfo.ConvertTimeFromUtc(StartOf(slot), _zone).ToString("HH:mm", CultureInfo.InvariantCulture)),
        ];
}
