namespace LicenseDashboard.Web.Ui;

/// <summary>The program's clock in the zone of the browser that looks at it. UTC until the browser has said which.</summary>
internal sealed class BrowserClock(TimeProvider clock) : TimeProvider
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public event Action? ZoneChanged;

    public override TimeZoneInfo LocalTimeZone => _zone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    /// <summary>The day it is for who looks.</summary>
    public DateOnly Today => DateOnly.FromDateTime(GetLocalNow().DateTime);

    /// <param name="id">IANA id; one that is not known leaves the zone as it is.</param>
    public void Use(string? id)
    {
        if (string.IsNullOrEmpty(id) || id == _zone.Id || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return;
        }

        _zone = zone;
        ZoneChanged?.Invoke();
    }

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);
}
