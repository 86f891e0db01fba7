using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>A page in any of the paging styles; each uses its own properties.</summary>
/// <param name="Items">Null if the answer lacks the expected list.</param>
internal readonly record struct PagePart<T>(IReadOnlyList<T>? Items, string? Cursor = null, long? PageCount = null, long? Total = null);

/// <summary>
/// Reads paged lists. Pages are read completely and returned one after the other; an unreadable page is requested again by the client.
/// Loops end when a page brings nothing new. Rows are returned once each and compared with the announced totals; see
/// <see cref="ShortListException"/>.
/// </summary>
internal static class Paging
{
    // A vendor that always announces more must not keep a run busy forever.
    private const int MostPages = 100_000;
    private const int MostEmptyPages = 10;

    /// <summary>
    /// Numbered from 1, up to the announced number of pages or rows; if none is announced, until a page brings nothing new.
    /// </summary>
    public static async IAsyncEnumerable<TItem> ByNumberAsync<TPage, TItem>(
        this ApiClient api,
        ListRequest list,
        JsonTypeInfo<TPage> type,
        Func<TPage, PagePart<TItem>> read,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
        where TPage : class
        where TItem : IListed
    {
        var tally = new ListTally(list.Name);
        var (first, size) = await api.PageSizes.FirstAsync(
            list.Request.Route,
            list.PageSize,
            rows => api.SendAsync(Page(1, rows), type, priority, ct)
        );
        var page = read(first);
        for (var number = 1; number <= MostPages; number++)
        {
            var fresh = tally.Fresh(page.Items ?? throw NoList(list.Request), page.Total, page.PageCount);
            foreach (var item in fresh)
            {
                yield return item;
            }

            if (fresh.Count == 0 || tally.IsComplete)
            {
                tally.Check();
                yield break;
            }

            page = read(await api.SendAsync(Page(number + 1, size), type, priority, ct));
        }

        throw Endless(list.Request);

        ApiRequest Page(int number, int rows) => list.Request.With("pageSize", rows).With("pageNumber", number);
    }

    /// <summary>Returns rows until an answer has no cursor or is empty.</summary>
    public static async IAsyncEnumerable<TItem> ByCursorAsync<TPage, TItem>(
        this ApiClient api,
        ListRequest list,
        JsonTypeInfo<TPage> type,
        Func<TPage, PagePart<TItem>> read,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
        where TPage : class
        where TItem : IListed
    {
        var tally = new ListTally(list.Name);
        var (first, size) = await api.PageSizes.FirstAsync(
            list.Request.Route,
            list.PageSize,
            rows => api.SendAsync(list.Request.With("pageSize", rows), type, priority, ct)
        );
        var following = list.Request.With("pageSize", size);
        for (var (number, page) = (1, read(first)); number <= MostPages; number++)
        {
            var fresh = tally.Fresh(page.Items ?? throw NoList(list.Request), page.Total, page.PageCount);
            foreach (var item in fresh)
            {
                yield return item;
            }

            if (page.Cursor is not { } next || fresh.Count == 0)
            {
                // More was announced, but the same page came again.
                tally.Check(brokeOff: page.Cursor is not null && page.Items.Count > 0);
                yield break;
            }

            page = read(await api.SendAsync(following.With("cursor", next), type, priority, ct));
        }

        throw Endless(list.Request);
    }

    /// <summary>Returns whole pages until an answer has no cursor.</summary>
    /// <param name="first">Identifies the first row of a page; null for a page without rows.</param>
    public static async IAsyncEnumerable<TPage> PagesAsync<TPage>(
        this ApiClient api,
        ApiRequest request,
        int? pageSize,
        JsonTypeInfo<TPage> type,
        Func<TPage, string?> cursor,
        Func<TPage, string?> first,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
        where TPage : class
    {
        var progress = new Progress(request);
        var (page, size) = pageSize is { } wanted
            ? await api.PageSizes.FirstAsync<TPage>(
                request.Route,
                wanted,
                rows => api.SendAsync(request.With("pageSize", rows), type, priority, ct)
            )
            : (await api.SendAsync(request, type, priority, ct), 0);
        var following = size == 0 ? request : request.With("pageSize", size);
        for (var number = 1; number <= MostPages; number++)
        {
            progress.Check(first(page));
            yield return page;
            if (cursor(page) is not { } next)
            {
                yield break;
            }

            page = await api.SendAsync(following.With("cursor", next), type, priority, ct);
        }

        throw Endless(request);
    }

    /// <summary>The page number is in the body. Short pages mean nothing; only an empty one ends the list.</summary>
    public static async IAsyncEnumerable<TItem> ByBodyAsync<TPage, TItem>(
        this ApiClient api,
        Func<int, ApiRequest> request,
        JsonTypeInfo<TPage> type,
        Func<TPage, IReadOnlyList<TItem>?> read,
        Func<TItem, string> key,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
        where TPage : class
    {
        var progress = new Progress(request(1));
        for (var number = 1; number <= MostPages; number++)
        {
            var items = read(await api.SendAsync(request(number), type, priority, ct)) ?? [];
            if (items.Count == 0)
            {
                yield break;
            }

            progress.Check(key(items[0]));
            foreach (var item in items)
            {
                yield return item;
            }
        }

        throw Endless(request(MostPages));
    }

    /// <summary>An answer without its list says nothing. Treating it as empty would end everything that is known.</summary>
    public static VendorException NoList(ApiRequest request) =>
        new($"{request.Route} answered without the list it is asked for.") { Route = request.Route };

    private static VendorException Endless(ApiRequest request) =>
        new($"{request.Route} keeps answering with a further page.") { Route = request.Route };

    /// <summary>Stops loops whose pages repeat or stay empty. The rest is unknown, so this is a fault rather than the end.</summary>
    private sealed class Progress(ApiRequest request)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private int _empty;

        public void Check(string? first)
        {
            _empty = first is null ? _empty + 1 : 0;
            if (_empty > MostEmptyPages || (first is not null && !_seen.Add(first)))
            {
                throw Endless(request);
            }
        }
    }
}
