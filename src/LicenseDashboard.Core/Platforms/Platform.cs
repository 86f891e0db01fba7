namespace LicenseDashboard.Core.Platforms;

/// <summary>One organization at one vendor. Every fact, price, job and row belongs to a platform, directly or by its person.</summary>
public sealed class Platform
{
    public int Key { get; init; }

    /// <summary>From configuration (<c>Genesys:Key</c>), stable, lower case: the word for it in REST and links.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the connector: <c>genesys</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>IANA id. A day is a local calendar day here.</summary>
    public required string TimeZone { get; set; }

    /// <summary>True when no write client is configured: every remediation is handed over to a person.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>First day of which a seat snapshot exists; nothing is said about seats before it.</summary>
    public DateOnly? FirstSnapshotOn { get; set; }

    /// <summary>Last local day that billable usage is known for; null when the vendor never showed it.</summary>
    public DateOnly? BilledThrough { get; set; }

    /// <summary>Facts older than the first pull have all arrived.</summary>
    public bool BackfillComplete { get; set; }

    /// <summary>Days of history the vendor keeps; null until asked.</summary>
    public int? RetentionDays { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The local day an instant falls on.</summary>
    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The same of a stored instant; null stays null.</summary>
    public DateOnly? DayOf(DateTime? utc) => utc is { } at ? LocalDay(new DateTimeOffset(at, TimeSpan.Zero)) : null;
}
