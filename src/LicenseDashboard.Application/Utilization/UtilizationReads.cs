using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Utilization;

internal sealed class UtilizationReads(LiveBoard board, ReadNow now, ReadPeople people, ReadCurves curves, ReadAlerts alerts) : IUtilization
{
    public event Action? Changed
    {
        add => board.Changed += value;
        remove => board.Changed -= value;
    }

    public Task<Outcome<UtilizationNow>> NowAsync(Viewer viewer, UtilizationQuery query, CancellationToken ct) =>
        OnAsync<UtilizationNow>(viewer, query.Platform, async picture => await now.RunAsync(picture, viewer, query, ct), ct);

    public Task<Outcome<UtilizationCurve>> CurveAsync(Viewer viewer, CurveQuery query, CancellationToken ct) =>
        OnAsync(viewer, query.Platform, picture => curves.CurveAsync(picture, viewer, query, ct), ct);

    public Task<Outcome<PagedResult<LivePersonRow>>> PeopleAsync(Viewer viewer, LivePeopleQuery query, Page page, CancellationToken ct) =>
        OnAsync(viewer, query.Platform, picture => people.RunAsync(picture, viewer, query, page, ct), ct);

    public Task<Outcome<UtilizationHistory>> HistoryAsync(Viewer viewer, HistoryQuery query, CancellationToken ct) =>
        OnAsync(viewer, query.Platform, picture => curves.HistoryAsync(picture, viewer, query, ct), ct);

    public async Task<Outcome<PagedResult<PoolAlertRow>>> AlertsAsync(Viewer viewer, AlertQuery query, Page page, CancellationToken ct) =>
        LiveScope.Refuses(viewer) is { } refusal ? refusal : await alerts.RunAsync(query, page, ct);

    public async Task<IReadOnlyList<PoolAlertRow>> OpenAlertsAsync(Viewer viewer, CancellationToken ct) =>
        LiveScope.Refuses(viewer) is null ? await alerts.OpenAsync(await board.PicturesAsync(ct), ct) : [];

    private async Task<Outcome<T>> OnAsync<T>(
        Viewer viewer,
        string? platform,
        Func<LivePicture, Task<Outcome<T>>> read,
        CancellationToken ct
    )
    {
        if (LiveScope.Refuses(viewer) is { } refusal)
        {
            return refusal;
        }

        var pictures = await board.PicturesAsync(ct);
        return pictures.FirstOrDefault(each => platform is null || each.Roster.Platform.Name == platform) is { } picture
            ? await read(picture)
            : Refusal.NotFound("Platform not found.");
    }
}
