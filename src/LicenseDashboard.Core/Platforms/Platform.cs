namespace LicenseDashboard.Core.Platforms;

/// <summary>One organization at one vendor. Every fact, price, job and row belongs to a platform, directly or through its person.</summary>
public sealed class Platform
{
    public int Key { get; init; }

    /// <summary>Stable lower-case key from configuration (<c>Genesys:Key</c>), used in REST and links.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the connector: <c>genesys</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>IANA ID. Days are local calendar days in this zone.</summary>
    public required string TimeZone { get; set; }

    /// <summary>True if no write client is configured; every remediation is then handed over to a person.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>First day with a seat snapshot; nothing is known about seats before it.</summary>
    public DateOnly? FirstSnapshotOn { get; set; }

    /// <summary>Last local day with billable usage; null if the vendor never reported it.</summary>
    public DateOnly? BilledThrough { get; set; }

    /// <summary>True once all facts older than the first pull have arrived.</summary>
    public bool BackfillComplete { get; set; }

    /// <summary>Days of history the vendor keeps; null until asked.</summary>
    public int? RetentionDays { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The local day of an instant.</summary>
    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>UTC time at which a local day begins, also where the clock skips midnight; null stays null.</summary>
    public DateTime? StartOf(DateOnly? day)
    {
        if (day is not { } local)
        {
            return null;
        }

        var midnight = local.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone);
    }

    /// <summary>The local day of a stored instant; null stays null.</summary>
    public DateOnly? DayOf(DateTime? utc) => utc is { } at ? LocalDay(new DateTimeOffset(at, TimeSpan.Zero)) : null;
}
