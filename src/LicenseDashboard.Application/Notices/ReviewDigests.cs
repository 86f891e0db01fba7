using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Reviews;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>
/// The content about a monthly review for each manager, at its opening and after its end. Sent to the direct manager only, so that each
/// row is reported once.
/// </summary>
internal static class ReviewDigests
{
    private const int Largest = 5;

    public static async Task<IReadOnlyList<DigestDraft>> OpenedAsync(
        LicenseDb db,
        Platform platform,
        MonthlyReview review,
        CancellationToken ct
    )
    {
        var drafts = new List<DigestDraft>();
        var one = new Gathered(Digest.Administrators);
        var rows = RowsOf(db, platform)
            .Where(row => row.Status == RecommendationStatus.Open)
            .OrderBy(row => row.ManagerKey)
            .ThenByDescending(row => row.ListSavingMicros)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.ManagerKey,
                row.Name,
                row.Held,
                row.Target,
                row.Lane,
                row.FoundOn,
                row.ListSavingMicros,
                row.Currency,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var manager = row.ManagerKey ?? Digest.Administrators;
            if (manager != one.Manager)
            {
                Close();
                one = new Gathered(manager);
            }

            var saving = new Money(row.ListSavingMicros, row.Currency);
            one.Add(row.Lane, row.FoundOn < review.Month, saving);
            if (one.Lines.Count < Largest)
            {
                one.Lines.Add(new OpenLine(row.Id, row.Name, Advice.Split(row.Held), Advice.Split(row.Target), saving));
            }
        }

        Close();
        return drafts;

        void Close()
        {
            if (one.Lines.Count > 0)
            {
                var open = new OpenReview(review.Month, review.DueOn, one.Ready, one.Review, one.CarriedOver, one.Saving, one.Lines);
                drafts.Add(new DigestDraft(one.Manager, DigestKind.ReviewOpened, DigestWords.Opened(platform.Name, open), []));
            }
        }
    }

    public static async Task<IReadOnlyList<DigestDraft>> ClosedAsync(
        LicenseDb db,
        Platform platform,
        MonthlyReview review,
        CancellationToken ct
    )
    {
        var (opened, ended) = (review.OpenedAt, EndOf(platform, review));
        var sums = await RowsOf(db, platform)
            .Where(row =>
                row.RaisedAt < ended
                && (
                    row.Status == RecommendationStatus.Open
                    || (row.Status == RecommendationStatus.Withdrawn && row.ChangedAt >= opened && row.ChangedAt < ended)
                    || (row.Status != RecommendationStatus.Withdrawn && row.DecidedAt >= opened && row.DecidedAt < ended)
                )
            )
            .GroupBy(row => new
            {
                row.ManagerKey,
                row.Status,
                row.Currency,
            })
            .Select(group => new
            {
                group.Key.ManagerKey,
                group.Key.Status,
                group.Key.Currency,
                Count = group.Count(),
                Micros = group.Sum(row => row.ListSavingMicros),
            })
            .ToListAsync(ct);
        return
        [
            .. sums.GroupBy(sum => sum.ManagerKey ?? Digest.Administrators)
                .OrderBy(manager => manager.Key)
                .Select(manager =>
                {
                    // An approved row counts as approved, whether or not it has been carried out or restored since.
                    var approved = manager
                        .Where(sum =>
                            sum.Status
                                is RecommendationStatus.Approved
                                    or RecommendationStatus.Done
                                    or RecommendationStatus.Restoring
                                    or RecommendationStatus.Restored
                        )
                        .ToList();
                    var closed = new ClosedReview(
                        review.Month,
                        approved.Sum(sum => sum.Count),
                        Count(RecommendationStatus.Rejected),
                        Count(RecommendationStatus.Withdrawn),
                        Count(RecommendationStatus.Open),
                        [
                            .. approved
                                .GroupBy(sum => sum.Currency)
                                .OrderBy(same => same.Key, StringComparer.Ordinal)
                                .Select(same => new Money(same.Sum(sum => sum.Micros), same.Key)),
                        ]
                    );
                    return new DigestDraft(manager.Key, DigestKind.ReviewClosed, DigestWords.Closed(platform.Name, closed), []);

                    int Count(RecommendationStatus status) => manager.Where(sum => sum.Status == status).Sum(sum => sum.Count);
                }),
        ];
    }

    private static IQueryable<Recommendation> RowsOf(LicenseDb db, Platform platform) =>
        db
            .Recommendations.AsNoTracking()
            .Where(row => row.PlatformKey == platform.Key && row.Kind != RecommendationKind.Reclaim && row.Lane != Lane.Protected);

    /// <summary>The first UTC instant after the month.</summary>
    private static DateTime EndOf(Platform platform, MonthlyReview review) => platform.StartOf(review.DueOn.AddDays(1))!.Value;

    private sealed class Gathered(int manager)
    {
        private readonly SortedDictionary<string, long> _micros = new(StringComparer.Ordinal);

        public int Manager { get; } = manager;

        public int Ready { get; private set; }

        public int Review { get; private set; }

        public int CarriedOver { get; private set; }

        public List<OpenLine> Lines { get; } = [];

        public IReadOnlyList<Money> Saving => [.. _micros.Select(sum => new Money(sum.Value, sum.Key))];

        public void Add(Lane lane, bool older, Money saving)
        {
            _ = lane == Lane.Ready ? Ready++ : Review++;
            CarriedOver += older ? 1 : 0;
            _micros[saving.Currency] = _micros.GetValueOrDefault(saving.Currency) + saving.Micros;
        }
    }
}
