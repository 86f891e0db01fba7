namespace LicenseDashboard.Core.Platforms;

public enum CheckResult
{
    Holds,

    /// <summary>The vendor answered, and not as the program assumes.</summary>
    DoesNotHold,

    /// <summary>It takes a write, a permission, or data that the organization doesn't have.</summary>
    CannotTell,
}

/// <summary>One assumption about a vendor and what an organization said to it.</summary>
/// <param name="Code">Stable and unique: <c>seats-page-size</c>.</param>
/// <param name="Theme">Heading of its group.</param>
/// <param name="Question">What is assumed, as a statement.</param>
/// <param name="Finding">What was seen or why nothing can be said. Counts, SKU ids, routes and codes: nothing that names a person.</param>
/// <param name="Follows">What follows and what to do; empty unless it doesn't hold.</param>
/// <param name="Local">What names things of the organization, such as divisions, or quotes the vendor. For the administrator alone: it is
/// left out of what is shared.</param>
public sealed record CheckLine(
    string Code,
    string Theme,
    string Question,
    CheckResult Result,
    string Finding,
    string Follows = "",
    string Local = ""
);

/// <summary>Audit entries that the program counts: one service, some entities; <c>*</c> stands for any.</summary>
/// <param name="Views">Whether looking at it is use, and not only changing it.</param>
public sealed record CheckedAudits(string Service, IReadOnlyList<string> Entities, bool Views);

/// <summary>What the vendor's answers are compared with.</summary>
/// <param name="Zone">Days are local to it.</param>
/// <param name="Skus">Ids that have a price and features.</param>
/// <param name="Audits">What usage is read from audits.</param>
/// <param name="ViewActions">Audit actions that are views.</param>
/// <param name="LongestWindow">Days that usage is looked back at most.</param>
/// <param name="Concurrent">Whether the contract counts people at the same time; null while no contract is configured.</param>
public sealed record CheckTerms(
    TimeZoneInfo Zone,
    IReadOnlySet<string> Skus,
    IReadOnlyList<CheckedAudits> Audits,
    IReadOnlyCollection<string> ViewActions,
    int LongestWindow,
    bool? Concurrent
);

/// <summary>
/// Asks a real organization one question for each thing that the connector assumes about its vendor. It only reads: queries are submitted,
/// nothing is changed.
/// A question that fails leaves the others alone; lines come in the order of <see cref="CheckLine.Theme"/>, each as soon as it is known.
/// </summary>
public interface ICheckVendor
{
    /// <summary>How many lines there will be.</summary>
    int Lines { get; }

    /// <summary>Requests it sends at most, repeats after lost answers aside; what is left then can't be told.</summary>
    int MostRequests { get; }

    /// <summary>What is left after this long can't be told.</summary>
    TimeSpan LongestRun { get; }

    IAsyncEnumerable<CheckLine> AskAsync(CheckTerms terms, CancellationToken ct);
}
