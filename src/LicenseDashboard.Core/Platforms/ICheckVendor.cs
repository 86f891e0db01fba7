namespace LicenseDashboard.Core.Platforms;

public enum CheckResult
{
    Holds,

    /// <summary>The vendor answered differently from what the program assumes.</summary>
    DoesNotHold,

    /// <summary>Can't be checked without a write, a permission or data that the organization doesn't have.</summary>
    CannotTell,
}

/// <summary>One assumption about a vendor and the organization's answer to it.</summary>
/// <param name="Code">Stable and unique: <c>seats-page-size</c>.</param>
/// <param name="Theme">Heading of its group.</param>
/// <param name="Question">The assumption, as a statement.</param>
/// <param name="Finding">
/// What was seen, or why nothing can be said. Contains counts, SKU IDs, routes and codes, but nothing that names a person.
/// </param>
/// <param name="Follows">Consequence and what to do; empty if the assumption holds.</param>
/// <param name="Local">
/// Details that name things of the organization, such as divisions, or quote the vendor. Shown to administrators only and left out of
/// shared reports.
/// </param>
public sealed record CheckLine(
    string Code,
    string Theme,
    string Question,
    CheckResult Result,
    string Finding,
    string Follows = "",
    string Local = ""
);

/// <summary>Audit entries that count as use: one service, some entities; <c>*</c> matches any.</summary>
/// <param name="Views">True if viewing counts as use, not only changing.</param>
public sealed record CheckedAudits(string Service, IReadOnlyList<string> Entities, bool Views);

/// <summary>What the vendor's answers are compared with.</summary>
/// <param name="Zone">Time zone of local days.</param>
/// <param name="Skus">IDs with a price and features.</param>
/// <param name="Audits">Usage that is read from audits.</param>
/// <param name="ViewActions">Audit actions that count as views.</param>
/// <param name="LongestWindow">Longest window in days.</param>
/// <param name="Concurrent">True if the contract counts concurrent people; null if no contract is configured.</param>
public sealed record CheckTerms(
    TimeZoneInfo Zone,
    IReadOnlySet<string> Skus,
    IReadOnlyList<CheckedAudits> Audits,
    IReadOnlyCollection<string> ViewActions,
    int LongestWindow,
    bool? Concurrent
);

/// <summary>
/// Asks a real organization one question for each assumption of the connector. Read-only: queries are submitted but nothing is changed. A
/// failing question doesn't affect the others. Lines are returned in the order of <see cref="CheckLine.Theme"/>, each as soon as it is
/// known.
/// </summary>
public interface ICheckVendor
{
    /// <summary>Number of lines to expect.</summary>
    int Lines { get; }

    /// <summary>Maximum number of requests, not counting retries after lost answers. Questions beyond it can't be answered.</summary>
    int MostRequests { get; }

    /// <summary>Maximum duration. Questions left after it can't be answered.</summary>
    TimeSpan LongestRun { get; }

    IAsyncEnumerable<CheckLine> AskAsync(CheckTerms terms, CancellationToken ct);
}
