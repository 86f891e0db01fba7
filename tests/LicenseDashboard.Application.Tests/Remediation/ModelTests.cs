using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// Walks both machines at random, for right-sizing and reclamation alike: decisions, evaluations, signs of life, exemptions, leavers,
/// worker rounds, deaths at any vendor call, failures, retries, restores. What must hold is asserted after every step. The seed is printed;
/// <c>LICENSEDASHBOARD_MODEL_SEED</c> repeats a walk.
/// </summary>
public class ModelTests(ITestOutputHelper output)
{
    private const int People = 6;
    private const int Steps = 400;
    private static readonly string[] Held = ["employee", "omni"];

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_happens_rows_remediations_audit_and_journal_agree(int walk)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LICENSEDASHBOARD_MODEL_SEED"), out var given)
            ? given + walk - 1
            : Environment.TickCount + walk;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var bench = await ReclamationBench.CreateAsync(People);
        bench.Vendor.LicenseDelay = TimeSpan.FromSeconds(20);
        var world = new ModelWorld(bench, random, People);
        for (var step = 0; step < Steps; step++)
        {
            var did = await world.StepAsync();
            try
            {
                await AssertAgreementAsync(bench);
                await AssertJournalAsync(bench, settled: false);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, step {step} ({did}): {e.Message}", e);
            }
        }

        await world.SettleAsync();
        await AssertAgreementAsync(bench);
        await AssertJournalAsync(bench, settled: true);
        await using var db = bench.Database.Open();
        var actions = await db.Audit.GroupBy(e => e.Action).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync();
        output.WriteLine(string.Join(", ", actions.Select(a => $"{a.Key} {a.Count}")));
        var kinds = await db
            .Remediations.Join(
                db.Recommendations,
                r => r.RecommendationId,
                row => row.Id,
                (r, row) =>
                    new
                    {
                        row.Kind,
                        r.Status,
                        r.IsLeaver,
                    }
            )
            .GroupBy(r => r)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync();
        output.WriteLine(
            string.Join(
                ", ",
                kinds.Select(k => $"{(k.Key.IsLeaver ? "leaver" : k.Key.Kind)} {k.Key.Status} {k.Count}").Order(StringComparer.Ordinal)
            )
        );
        output.WriteLine($"{bench.Vendor.Journal.Count} writes");
    }

    private static async Task AssertAgreementAsync(AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var rows = await db.Recommendations.AsNoTracking().ToListAsync();
        var items = await db.Remediations.AsNoTracking().ToListAsync();
        Assert.DoesNotContain(rows.Where(r => r.IsLive).GroupBy(r => r.PersonKey), person => person.Count() > 1);
        foreach (var approved in rows.Where(r => r.Status == RecommendationStatus.Approved))
        {
            Assert.Single(items, item => item.RecommendationId == approved.Id && item.IsOpen);
        }

        foreach (
            var item in items.Where(item =>
                item.Status is RemediationStatus.Planned or RemediationStatus.Executing or RemediationStatus.HandedOver
            )
        )
        {
            // A leaver's item ends what was written for the same person when it begins to write; until then that one has lost its row.
            var row = rows.Single(r => r.Id == item.RecommendationId);
            var overtaken =
                item.IsWritten
                && row.Status == RecommendationStatus.Withdrawn
                && items.Any(other => other.IsLeaver && other.PersonKey == item.PersonKey && other.CreatedAt >= item.CreatedAt);
            Assert.True(overtaken || row.Status == RecommendationStatus.Approved, $"{item.Status} of a row that is {row.Status}");
        }

        foreach (var done in rows.Where(r => r.Status == RecommendationStatus.Done))
        {
            Assert.Contains(items, item => item.RecommendationId == done.Id && item.VerifiedAt is not null);
        }

        var leavers = (
            await db.ReclamationCases.AsNoTracking().Where(c => c.IsLeaver).Select(c => c.RecommendationId).ToListAsync()
        ).ToHashSet();
        var audit = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, audit.Count).Select(n => (long)n), audit.Select(e => e.Sequence));
        foreach (var item in items)
        {
            AssertChain(
                audit.Where(e => e.Subject == RemediationWords.Subject(item.Id)).Select(e => (e.From, e.To)),
                RemediationWords.Of(item.Status)
            );
        }

        foreach (var row in rows)
        {
            var moves = audit.SelectMany(e =>
                e.Subject == RecommendationWords.Subject(row.Id)
                    ? [(e.From, e.To)]
                    : e
                        .Detail.Split(' ')
                        .Where(line => line.StartsWith(row.Id.Value.ToString(), StringComparison.Ordinal))
                        .Select(line => line.Split(':')[1].Split('>'))
                        .Select(m => (m[0], m[1].Split('/')[0]))
            );

            // A leaver's row is raised and approved in one.
            AssertChain(
                leavers.Contains(row.Id) ? moves.Prepend(("", RecommendationWords.Of(RecommendationStatus.Open))) : moves,
                RecommendationWords.Of(row.Status)
            );
        }
    }

    /// <summary>
    /// Each entry goes on from where the one before ended, and the last one ends where the row stands: no transition without its entry.
    /// </summary>
    private static void AssertChain(IEnumerable<(string From, string To)> moves, string now)
    {
        var at = "";
        foreach (var (from, to) in moves)
        {
            Assert.Equal(at, from);
            at = to;
        }

        Assert.Equal(now, at);
    }

    /// <summary>
    /// What the vendor saw is what the ended items say: each role is taken once for each item verified, given back once for each of them
    /// that was restored, or given up while it was, nothing else. An item on its way may have done its part or not; once all have settled,
    /// the roles held say which.
    /// </summary>
    private static async Task AssertJournalAsync(AdviceBench bench, bool settled)
    {
        await using var db = bench.Database.Open();
        var all = await db.Remediations.AsNoTracking().Where(r => r.WrittenAt != null).OrderBy(r => r.WrittenAt).ToListAsync();
        for (var n = 0; n < People; n++)
        {
            var mine = bench
                .Vendor.Journal.Where(line => line.StartsWith($"p{n} ", StringComparison.Ordinal))
                .Select(line => line[3..])
                .Where(line => line != "log-out")
                .ToList();
            var written = all.Where(item => item.PersonKey == AdviceBench.Key(n)).ToList();
            var items = written.Select(item =>
                (item.IsLeaver ? "leaver " : "") + $"{item.Target}/{item.Status}" + (item.VerifiedAt is null ? "" : " once verified")
            );
            var told = $"p{n}: {string.Join(' ', mine)}; items {string.Join(", ", items)}";

            // Giving up may give a role back and fail, and a retry then takes it again: so taking and giving alternate, and their
            // difference is what the items say.
            foreach (var role in new[] { "omni", "employee", "voice", "duo" })
            {
                var writes = mine.Where(line => line[1..] == role + "@*").Select(line => line[0]).ToList();
                var first = Held.Contains(role) ? '-' : '+';
                Assert.True(!writes.Where((sign, at) => sign == first != (at % 2 == 0)).Any(), $"{role} of {told}");
            }

            var states = mine.Where(line => line is "active" or "inactive").ToList();
            Assert.True(!states.Where((state, at) => state != (at % 2 == 0 ? "inactive" : "active")).Any(), told);
            var omni = new HeldGrant("omni", "*");
            var takers = written.Where(item => item.VerifiedAt is not null && item.Plan.Removes(item.Snapshot!).Contains(omni)).ToList();
            var difference = takers.Count - takers.Count(item => item.Status is RemediationStatus.Restored or RemediationStatus.Abandoned);
            var halves = written.Count(item =>
                item.VerifiedAt is null
                || item.Status == RemediationStatus.Abandoned
                || (!settled && item.Status is not (RemediationStatus.Verified or RemediationStatus.Restored))
            );
            Assert.True(Math.Abs((mine.Count(line => line[1..] == "omni@*") % 2) - difference) <= halves, told);
            if (settled)
            {
                AssertHeld(bench, n, written.LastOrDefault(), told);
            }
        }
    }

    /// <summary>The last item that was written says what is held now.</summary>
    private static void AssertHeld(AdviceBench bench, int person, RemediationItem? last, string told)
    {
        var before = last?.Snapshot?.Direct.Select(grant => grant.RoleId) ?? Held;
        var carriedOut = last?.Status == RemediationStatus.Verified;
        var roles = !carriedOut
            ? before
            : before
                .Except(last!.Plan.Removes(last.Snapshot!).Select(g => g.RoleId))
                .Concat(last.Plan.Adds(last.Snapshot!).Select(g => g.RoleId));
        Assert.True(
            roles.Order(StringComparer.Ordinal).SequenceEqual(bench.Vendor.RolesOf($"p{person}")),
            $"Holds {string.Join(' ', bench.Vendor.RolesOf($"p{person}"))}: {told}"
        );
        Assert.Equal(carriedOut && last!.Plan.SetsInactive, bench.Vendor.Inactive.Contains($"p{person}"));
    }
}
