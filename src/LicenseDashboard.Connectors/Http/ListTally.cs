using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>A row of a list.</summary>
internal interface IListed
{
    /// <summary>Identifies the row; null if the vendor omitted it.</summary>
    string? RowKey { get; }
}

/// <summary>A list to read.</summary>
/// <param name="Name">In words, for messages, such as "people".</param>
/// <param name="PageSize">Preferred page size.</param>
internal readonly record struct ListRequest(string Name, ApiRequest Request, int PageSize);

/// <summary>Compares the rows of a list with the total that the list announced.</summary>
internal sealed class ListTally(string list)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _pages;
    private long? _total;
    private long? _pageCount;

    public long Rows { get; private set; }

    /// <summary>For numbered lists: true once all announced pages or rows were read.</summary>
    public bool IsComplete => _pageCount is { } pages ? _pages >= pages : Rows >= _total;

    /// <summary>The rows of a page that no earlier page contained. Rows without a key count as new.</summary>
    public IReadOnlyList<T> Fresh<T>(IReadOnlyList<T> rows, long? total, long? pageCount)
        where T : IListed
    {
        _pages++;
        (_total, _pageCount) = (total ?? _total, pageCount ?? _pageCount);
        var fresh = rows.Where(row => row.RowKey is not { } key || _seen.Add(key)).ToList();
        Rows += fresh.Count;
        return fresh;
    }

    /// <exception cref="ShortListException">Fewer rows or pages arrived than were announced.</exception>
    public void Check(bool brokeOff = false)
    {
        if (Rows < _total || (_total is null && (brokeOff || _pages < _pageCount)))
        {
            throw new ShortListException(list, Rows, _total);
        }
    }
}
