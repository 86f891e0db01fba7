namespace LicenseDashboard.Core.Shared;

/// <summary>One page of a list. Numbers start at 1; at most <see cref="MaxSize"/> rows.</summary>
public readonly record struct Page(int Number, int Size)
{
    public const int MaxSize = 200;
    public const int DefaultSize = 50;

    /// <summary>Cursor: the page begins after the row it names, regardless of the number. Null pages by number.</summary>
    public string? After { get; init; }

    public static Page First => new(1, DefaultSize);

    public int Skip => (Number - 1) * Size;

    public int Take => Size;

    public static Outcome<Page> Of(int number, int size) =>
        (number, size) switch
        {
            (< 1, _) => Refusal.Invalid("page must be 1 or more."),
            (_, < 1 or > MaxSize) => Refusal.Invalid($"pageSize must be between 1 and {MaxSize}."),
            (> 10_000_000, _) => Refusal.Invalid("page must be at most 10000000."),
            _ => new Page(number, size),
        };
}

/// <summary>The rows of one page and the total count.</summary>
public sealed record PagedResult<T>(IReadOnlyList<T> Items, int Total, Page Page)
{
    /// <summary><see cref="Page.After"/> of the next page; null on the last page or if the list has no cursors.</summary>
    public string? Next { get; init; }
}
