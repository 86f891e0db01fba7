using System.Runtime.CompilerServices;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Presence at this moment: totals, a sweep of everybody, and notification channels.</summary>
internal sealed class GenesysLive(ApiClient api, Func<Uri> apiAddress, TimeProvider time, ILogger log) : IReadLive
{
    public const string CountsTemplate = "/api/v2/analytics/agents/status/counts";
    public const string CountsPermission = "analytics:agentState:view";
    private const string Users = "/api/v2/users";
    private const int PageSize = 500;
    private const int CursorPageSize = 200;

    /// <summary>Pages on their way at the same time.</summary>
    private const int Parallel = 4;

    private int _perRequest = PageSize;
    private volatile bool _byCursor;

    public int PeoplePerRequest => _perRequest;

    public async Task<IReadOnlyList<VendorPresenceCount>> CountsAsync(CancellationToken ct)
    {
        var request = CountsRequest();
        var counts = await api.SendAsync(request, GenesysJson.Default.WireStatusCounts, RequestPriority.Presence, ct);
        return
        [
            .. Sum(counts.PresenceCounts ?? throw Paging.NoList(request), one => one.SystemPresence, one => one.Count)
                .Select(one => new VendorPresenceCount(one.Word, null, one.People)),
            .. Sum(counts.RoutingStatusCounts ?? [], one => one.RoutingStatus, one => one.Count)
                .Select(one => new VendorPresenceCount(null, one.Word, one.People)),
        ];

        // A number that can't be read would make the rest too small.
        IEnumerable<(string? Word, int People)> Sum<T>(List<T> rows, Func<T, string?> word, Func<T, long?> count) =>
            rows.GroupBy(row => LiveWords.Of(word(row)))
                .Select(rows =>
                    (
                        rows.Key,
                        rows.Sum(row => count(row) is >= 0 and <= int.MaxValue and { } people ? (int)people : throw Paging.NoList(request))
                    )
                );
    }

    public static ApiRequest CountsRequest() =>
        ApiRequest
            .Post(CountsTemplate, new WireNothing(), GenesysJson.Default.WireNothing)
            .With("groupBy", "presence")
            .With("groupBy", "routingStatus")
            .Needing(CountsPermission);

    public static ApiRequest Present(string template) =>
        ApiRequest.Get(template).With("state", "active").With("expand", "presence").With("expand", "routingStatus");

    public async IAsyncEnumerable<VendorActivity> PeopleAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var returned = new HashSet<string>(StringComparer.Ordinal);
        if (!_byCursor)
        {
            await foreach (var user in ByNumberAsync(ct))
            {
                if (LiveWords.Activity(user.Id, user) is { } activity && returned.Add(activity.PersonId))
                {
                    yield return activity;
                }
            }
        }

        if (!_byCursor)
        {
            yield break;
        }

        _perRequest = CursorPageSize;
        var list = new ListRequest("people", Present(Users + "/query").Needing("directory:user:view in all divisions"), CursorPageSize);
        var type = GenesysJson.Default.WireListWireLiveUser;
        await foreach (var user in api.ByCursorAsync(list, type, page => page.Part(), RequestPriority.Presence, ct))
        {
            if (LiveWords.Activity(user.Id, user) is { } activity && returned.Add(activity.PersonId))
            {
                yield return activity;
            }
        }
    }

    public async Task<ILivePush> SubscribeAsync(IReadOnlyCollection<string> personIds, CancellationToken ct) =>
        await GenesysPush.OpenAsync(new PushVendor(api, apiAddress, time, log), personIds, ct);

    /// <summary>
    /// Pages in parallel. A vendor that refuses the pages beyond its 10,000th person is asked by cursor, now and from then on.
    /// </summary>
    private async IAsyncEnumerable<WireLiveUser> ByNumberAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = Present(Users);
        var tally = new ListTally("people");
        var (first, size) = await FirstAsync(request, ct);
        if (first is null)
        {
            yield break;
        }

        _perRequest = size;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = new Queue<Task<WireList<WireLiveUser>?>>();
        // Without an announced number, pages are read until one brings nothing new.
        var pages = first.PageCount ?? (first.Total is { } total ? (total + size - 1) / size : long.MaxValue);
        var next = 2;
        try
        {
            for (var page = first; page is not null; page = running.TryDequeue(out var task) ? await task : null)
            {
                for (; next <= pages && running.Count < Parallel; next++)
                {
                    running.Enqueue(LaterAsync(next, size, ending.Token));
                }

                var fresh = tally.Fresh(page.Entities ?? throw Paging.NoList(request), page.Total, page.PageCount);
                foreach (var user in fresh)
                {
                    yield return user;
                }

                if (fresh.Count == 0)
                {
                    break;
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, default, TaskScheduler.Default);
        }

        if (!_byCursor)
        {
            tally.Check();
        }
    }

    private async Task<(WireList<WireLiveUser>? Page, int Size)> FirstAsync(ApiRequest request, CancellationToken ct)
    {
        try
        {
            return await api.PageSizes.FirstAsync<WireList<WireLiveUser>?>(
                request.Route,
                PageSize,
                async rows => await PageAsync(1, rows, ct)
            );
        }
        catch (VendorException refused) when (refused.Status == 400)
        {
            _byCursor = true;
            return (null, 0);
        }
    }

    private Task<WireList<WireLiveUser>> PageAsync(int number, int size, CancellationToken ct) =>
        api.SendAsync(
            Present(Users).With("pageSize", size).With("pageNumber", number),
            GenesysJson.Default.WireListWireLiveUser,
            RequestPriority.Presence,
            ct
        );

    private async Task<WireList<WireLiveUser>?> LaterAsync(int number, int size, CancellationToken ct)
    {
        try
        {
            return await PageAsync(number, size, ct);
        }
        catch (VendorException refused) when (refused.Status == 400)
        {
            _byCursor = true;
            return null;
        }
    }
}
