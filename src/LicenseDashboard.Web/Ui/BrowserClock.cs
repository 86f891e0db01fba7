namespace LicenseDashboard.Web.Ui;

/// <summary>The program's clock in the time zone of the browser. UTC until the browser has reported it.</summary>
internal sealed class BrowserClock(TimeProvider clock) : TimeProvider
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public event Action? ZoneChanged;

    public override TimeZoneInfo LocalTimeZone => _zone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    /// <summary>The viewer's current day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(GetLocalNow().DateTime);

    /// <param name="id">IANA ID; an unknown one leaves the zone unchanged.</param>
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
