namespace LicenseDashboard.Web.Ui.Lists;

/// <summary>An order as in an address: a field, with a leading <c>-</c> for descending.</summary>
internal static class SortText
{
    /// <summary>The order after a click on the head of a column: its own first, then the reverse, then null for the list's own.</summary>
    public static string? Next(string? sort, string column) =>
        !IsOf(sort, column) ? column
        : sort == column ? Reverse(column)
        : null;

    public static bool IsOf(string? sort, string? column) => sort is not null && column is not null && Field(sort) == Field(column);

    /// <summary>For <c>aria-sort</c>.</summary>
    public static string Direction(string? sort, string? column) =>
        !IsOf(sort, column) ? "none"
        : sort![0] == '-' ? "descending"
        : "ascending";

    public static string Arrow(string? sort, string? column) =>
        Direction(sort, column) switch
        {
            "ascending" => "↑",
            "descending" => "↓",
            _ => "",
        };

    /// <summary>The order in an address; an invalid one is reported and becomes the list's own.</summary>
    public static string Of(string? text, Func<string, bool> isKnown, string standard, ICollection<string> notUnderstood)
    {
        if (string.IsNullOrEmpty(text) || isKnown(text))
        {
            return string.IsNullOrEmpty(text) ? standard : text;
        }

        notUnderstood.Add($"sort '{text}'");
        return standard;
    }

    private static string Field(string sort) => sort.TrimStart('-');

    private static string Reverse(string sort) => sort[0] == '-' ? sort[1..] : "-" + sort;
}
