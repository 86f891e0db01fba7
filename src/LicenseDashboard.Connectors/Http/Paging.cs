using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>A page in any of the styles; each uses its own part.</summary>
/// <param name="Items">Null when the answer holds no list where one belongs.</param>
internal readonly record struct PagePart<T>(IReadOnlyList<T>? Items, string? Cursor = null, long? PageCount = null, long? Total = null);

/// <summary>How lists come in pages. Pages are read whole and yielded one after the other; a page that can't be read is read again by the client.</summary>
internal static class Paging
{
    // A vendor that always says "there is more" must not keep a run busy for ever.
    private const int MostPages = 100_000;

    /// <summary>Numbered from 1, until the stated number of pages or rows; where none is stated, until an empty page.</summary>
    public static async IAsyncEnumerable<TItem> ByNumberAsync<TPage, TItem>(
        this ApiClient api, ApiRequest request, JsonTypeInfo<TPage> type, Func<TPage, PagePart<TItem>> read, RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
        where TPage : class
    {
        var seen = 0L;
        for (var number = 1; number <= MostPages; number++)
        {
            var page = read(await api.SendAsync(request.With("pageNumber", number), type, priority, ct));
            foreach (var item in page.Items ?? throw NoList(request))
            {
                yield return item;
            }

            seen += page.Items.Count;
            var done = page switch
            {
                { Items.Count: 0 } => true,
                { PageCount: { } count } => number >= count,
                { Total: { } total } => seen >= total,
                _ => false,
            };
            if (done)
            {
                yield break;
            }
        }

        throw Endless(request);
    }

    /// <summary>Until an answer has no cursor.</summary>
    public static async IAsyncEnumerable<TPage> ByCursorAsync<TPage>(
        this ApiClient api, ApiRequest request, JsonTypeInfo<TPage> type, Func<TPage, string?> cursor, RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
        where TPage : class
    {
        string? next = null;
        for (var number = 1; number <= MostPages; number++)
        {
            var page = await api.SendAsync(request.With("cursor", next), type, priority, ct);
            yield return page;
            var following = cursor(page);
            if (following is null)
            {
                yield break;
            }

            if (following == next)
            {
                throw Endless(request);
            }

            next = following;
        }

        throw Endless(request);
    }

    /// <summary>The page number travels in the body; short pages mean nothing, only an empty one ends it.</summary>
    public static async IAsyncEnumerable<TItem> ByBodyAsync<TPage, TItem>(
        this ApiClient api, Func<int, ApiRequest> request, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<TItem>?> read, RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct)
        where TPage : class
    {
        for (var number = 1; number <= MostPages; number++)
        {
            var items = read(await api.SendAsync(request(number), type, priority, ct)) ?? [];
            foreach (var item in items)
            {
                yield return item;
            }

            if (items.Count == 0)
            {
                yield break;
            }
        }

        throw Endless(request(MostPages));
    }

    /// <summary>An answer without its list says nothing about what there is; taking it for "none" would end everything that is known.</summary>
    public static VendorException NoList(ApiRequest request) => new($"{request.Route} answered without the list it is asked for.") { Route = request.Route };

    private static VendorException Endless(ApiRequest request) => new($"{request.Route} keeps answering with a further page.") { Route = request.Route };
}
