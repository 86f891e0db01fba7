using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

/// <summary>One seat listed in a digest.</summary>
/// <param name="LastSeenOn">Null if unknown.</param>
public sealed record SeatLine(
    RecommendationId Row,
    string Name,
    IReadOnlyList<string> Held,
    DateOnly? LastSeenOn,
    DateOnly DueOn,
    Money Saving,
    SeatNoticeStep Step
);

/// <summary>One open row of a review.</summary>
public sealed record OpenLine(RecommendationId Row, string Name, IReadOnlyList<string> Held, IReadOnlyList<string> Target, Money Saving);

/// <summary>What is waiting for one manager when a review opens.</summary>
/// <param name="Largest">The rows with the largest savings, largest first.</param>
/// <param name="Saving">Per month at list price, by currency.</param>
public sealed record OpenReview(
    DateOnly Month,
    DateOnly DueOn,
    int Ready,
    int Review,
    int CarriedOver,
    IReadOnlyList<Money> Saving,
    IReadOnlyList<OpenLine> Largest
);

/// <summary>The outcome of one manager's rows in a month.</summary>
/// <param name="Approved">Includes rows carried out since.</param>
/// <param name="Saving">Of approved rows, per month at list price, by currency.</param>
public sealed record ClosedReview(DateOnly Month, int Approved, int Rejected, int Withdrawn, int CarriedOver, IReadOnlyList<Money> Saving);

/// <summary>The texts of digests. Pure. Savings at list price are labeled as such.</summary>
public static class DigestWords
{
    /// <summary>Maximum lines per section; the rest is behind the link.</summary>
    public const int MaxLines = 20;

    private const string Reclamation = "/reclamation";
    private const string Downgrades = "/downgrades";

    public static DigestContent Seats(string platform, IReadOnlyList<SeatLine> seats)
    {
        var found = seats.Where(seat => seat.Step == SeatNoticeStep.Found).ToList();
        var due = seats.Where(seat => seat.Step == SeatNoticeStep.Due).ToList();
        List<DigestSection> sections = [];
        if (found.Count > 0)
        {
            sections.Add(Section("To keep a license, give a reason before its due date", found));
        }

        if (due.Count > 0)
        {
            sections.Add(Section("Grace period ended: these licenses can now be reclaimed", due));
        }

        var counts = string.Join(
            ", ",
            new[]
            {
                found.Count > 0 ? $"{Seats(found.Count)} found inactive" : "",
                due.Count > 0 ? $"{Seats(due.Count)} now due" : "",
            }.Where(part => part.Length > 0)
        );
        return new DigestContent(
            $"Inactive licenses: {counts}",
            $"Licenses of your people on {platform} that appear inactive: {counts}. You can keep a license that is still needed.",
            $"{counts} on {platform}.",
            Address(Reclamation, platform),
            sections
        );

        DigestSection Section(string title, List<SeatLine> lines) =>
            new(
                title,
                Address(Reclamation, platform),
                [.. lines.Take(MaxLines).Select(seat => new DigestLine(Words(seat), $"{Reclamation}?row={seat.Row.Value}"))],
                Math.Max(0, lines.Count - MaxLines)
            );
    }

    public static DigestContent Opened(string platform, OpenReview review)
    {
        var month = Month(review.Month);
        var count = review.Ready + review.Review;
        var waits = FormattableString.Invariant(
            $"{count} {(count == 1 ? "recommendation" : "recommendations")} to decide ({review.Ready} ready, {review.Review} to review)"
        );
        var carried = review.CarriedOver > 0 ? FormattableString.Invariant($" {review.CarriedOver} carried over from earlier months.") : "";
        return new DigestContent(
            $"License review of {month}: {count} to decide",
            $"The review of {month} on {platform} is open until {Day(review.DueOn)}: {waits}, worth {Amounts(review.Saving)} a "
                + $"month at list price.{carried}",
            $"Review of {month} on {platform}: {waits}.",
            Address(Downgrades, platform),
            [
                new DigestSection(
                    "Largest savings",
                    Address(Downgrades, platform),
                    [
                        .. review.Largest.Select(line => new DigestLine(
                            $"{line.Name}: {SkuWords.Names(line.Held)} to {SkuWords.Names(line.Target)}, {Amount(line.Saving)} "
                                + "a month (list)",
                            $"{Downgrades}?row={line.Row.Value}"
                        )),
                    ],
                    Math.Max(0, count - review.Largest.Count)
                ),
            ]
        );
    }

    public static DigestContent Closed(string platform, ClosedReview review)
    {
        var month = Month(review.Month);
        var decided = review.Approved + review.Rejected;
        var summary = FormattableString.Invariant(
            $"{review.Approved} approved, {review.Rejected} rejected, {review.Withdrawn} withdrawn, {review.CarriedOver} undecided"
        );
        var carried = review.CarriedOver > 0 ? " Undecided recommendations carry over to the next review." : "";
        return new DigestContent(
            FormattableString.Invariant($"License review of {month} ended: {decided} decided, {review.CarriedOver} undecided"),
            $"The review of {month} on {platform} has ended: {summary}. Approved savings: {Amounts(review.Saving)} a month at "
                + $"list price.{carried}",
            $"Review of {month} on {platform} ended: {summary}.",
            Address(Downgrades, platform),
            [new DigestSection("Decisions and their results", $"{Address(Downgrades, platform)}&tab=decided", [], 0)]
        );
    }

    private static string Address(string page, string platform) => $"{page}?platform={Uri.EscapeDataString(platform)}";

    private static string Words(SeatLine seat) =>
        $"{seat.Name}: {SkuWords.Names(seat.Held)}, last seen {(seat.LastSeenOn is { } day ? Day(day) : "unknown")}, "
        + $"{Amount(seat.Saving)} a month (list)"
        + (seat.Step == SeatNoticeStep.Found ? $", due {Day(seat.DueOn)}" : "");

    private static string Seats(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "license" : "licenses")}");

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    private static string Month(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Amounts(IReadOnlyList<Money> amounts) =>
        amounts.Count == 0 ? "nothing" : string.Join(" and ", amounts.Select(Amount));

    private static string Amount(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,##0.##} {money.Currency}");
}
