namespace LicenseDashboard.Core.Shared;

/// <summary>One page of a list. Numbers start at 1; at most <see cref="MaxSize"/> rows.</summary>
public readonly record struct Page(int Number, int Size)
{
    public const int MaxSize = 200;
    public const int DefaultSize = 50;

    /// <summary>Where the page begins: behind the row that this cursor names, whatever the number says. Null: by number.</summary>
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

/// <summary>The rows of one page and how many there are in all.</summary>
public sealed record PagedResult<T>(IReadOnlyList<T> Items, int Total, Page Page)
{
    /// <summary><see cref="Page.After"/> of the next page; null: this is the last, or the list has no cursors.</summary>
    public string? Next { get; init; }
}
