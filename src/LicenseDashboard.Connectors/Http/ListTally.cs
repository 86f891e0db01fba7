using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>A row of a list.</summary>
internal interface IListed
{
    /// <summary>What tells it from other rows; null where the vendor left that out.</summary>
    string? RowKey { get; }
}

/// <summary>A list as it is asked for.</summary>
/// <param name="Name">In words, for messages: "people".</param>
/// <param name="PageSize">Rows a page that we would like.</param>
internal readonly record struct ListRequest(string Name, ApiRequest Request, int PageSize);

/// <summary>Counts the rows of one list against what the list itself promised.</summary>
internal sealed class ListTally(string list)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _pages;
    private long? _total;
    private long? _pageCount;

    public long Rows { get; private set; }

    /// <summary>As numbered lists say it: all stated pages were read, or all stated rows are here.</summary>
    public bool IsComplete => _pageCount is { } pages ? _pages >= pages : Rows >= _total;

    /// <summary>The rows of a page that no earlier page had. A row without a key can't be told from others and counts as new.</summary>
    public IReadOnlyList<T> Fresh<T>(IReadOnlyList<T> rows, long? total, long? pageCount)
        where T : IListed
    {
        _pages++;
        (_total, _pageCount) = (total ?? _total, pageCount ?? _pageCount);
        var fresh = rows.Where(row => row.RowKey is not { } key || _seen.Add(key)).ToList();
        Rows += fresh.Count;
        return fresh;
    }

    /// <exception cref="ShortListException">Fewer rows or pages came than were promised.</exception>
    public void Check(bool brokeOff = false)
    {
        if (Rows < _total || (_total is null && (brokeOff || _pages < _pageCount)))
        {
            throw new ShortListException(list, Rows, _total);
        }
    }
}
