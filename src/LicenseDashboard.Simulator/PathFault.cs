using System.Globalization;

namespace LicenseDashboard.Simulator;

public enum PathTrouble
{
    /// <summary>Answers with <see cref="PathFault.Status"/>.</summary>
    Refused,

    /// <summary>Background work there never ends: jobs, audit queries, the billing report, schedules.</summary>
    InProgress,

    /// <summary>200 with a body that contains nothing of what is expected.</summary>
    OtherShape,

    /// <summary>Every second row is missing; total, number of pages and cursor are unchanged.</summary>
    MissingRows,

    /// <summary>No rows, and a total of 0.</summary>
    Empty,

    /// <summary>Only the first page has rows and there is no cursor; a total is unchanged.</summary>
    Ends,

    /// <summary>The first page has a cursor that leads to an empty page without a cursor.</summary>
    EmptyPages,
}

/// <summary>A route that misbehaves on each call.</summary>
/// <param name="Path">Follows <c>/api/v2</c>; <c>*</c> matches one segment, <c>**</c> at the end matches the rest.</param>
/// <param name="Status">For <see cref="PathTrouble.Refused"/>.</param>
public sealed record PathFault(string Path, PathTrouble Trouble, int Status = 0)
{
    private static readonly (string Word, PathTrouble Trouble)[] Troubles =
    [
        ("in-progress", PathTrouble.InProgress),
        ("other-shape", PathTrouble.OtherShape),
        ("missing-rows", PathTrouble.MissingRows),
        ("empty", PathTrouble.Empty),
        ("ends", PathTrouble.Ends),
        ("empty-pages", PathTrouble.EmptyPages),
    ];

    internal static IEnumerable<string> Words => Troubles.Select(trouble => trouble.Word);

    public static PathFault Refuse(string path, int status) => new(path, PathTrouble.Refused, status);

    public static PathFault InProgress(string path) => new(path, PathTrouble.InProgress);

    public static PathFault OtherShape(string path) => new(path, PathTrouble.OtherShape);

    public static PathFault MissingRows(string path) => new(path, PathTrouble.MissingRows);

    public static PathFault Empty(string path) => new(path, PathTrouble.Empty);

    public static PathFault Ends(string path) => new(path, PathTrouble.Ends);

    public static PathFault EmptyPages(string path) => new(path, PathTrouble.EmptyPages);

    /// <summary>Null if it is neither a known word nor an error status.</summary>
    internal static PathFault? Parse(string path, string what)
    {
        if (int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599 ? Refuse(path, status) : null;
        }

        return Troubles.FirstOrDefault(trouble => trouble.Word == what) is { Word: not null } known
            ? new PathFault(path, known.Trouble)
            : null;
    }

    /// <param name="asked">The path of a request after <c>/api/v2</c>.</param>
    internal bool Matches(string asked)
    {
        var wanted = Path.Trim('/').Split('/');
        var parts = asked.Trim('/').Split('/');
        var open = wanted[^1] == "**";
        var fixedParts = open ? wanted[..^1] : wanted;
        return (open ? parts.Length >= fixedParts.Length : parts.Length == fixedParts.Length)
            && fixedParts
                .Zip(parts)
                .All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
