using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// Walks both machines at random: decisions, evaluations, exemptions, leavers, worker rounds, deaths at any vendor call, failures, retries, restores. What must hold is asserted
/// after every step. The seed is printed; <c>LICENSEDASHBOARD_MODEL_SEED</c> repeats a walk.
/// </summary>
public class ModelTests(ITestOutputHelper output)
{
    private const int People = 6;
    private const int Steps = 300;

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_happens_rows_remediations_audit_and_journal_agree(int walk)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LICENSEDASHBOARD_MODEL_SEED"), out var given) ? given + walk - 1 : Environment.TickCount + walk;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var bench = await AdviceBench.CreateAsync(People);
        bench.Vendor.LicenseDelay = TimeSpan.FromSeconds(20);
        var world = new World(bench, random);
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

        foreach (var item in items.Where(item => item.Status is RemediationStatus.Planned or RemediationStatus.Executing or RemediationStatus.HandedOver))
        {
            Assert.Equal(RecommendationStatus.Approved, rows.Single(r => r.Id == item.RecommendationId).Status);
        }

        foreach (var done in rows.Where(r => r.Status == RecommendationStatus.Done))
        {
            Assert.Contains(items, item => item.RecommendationId == done.Id && item.VerifiedAt is not null);
        }

        var audit = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, audit.Count).Select(n => (long)n), audit.Select(e => e.Sequence));
        foreach (var item in items)
        {
            AssertChain(audit.Where(e => e.Subject == RemediationWords.Subject(item.Id)).Select(e => (e.From, e.To)), RemediationWords.Of(item.Status));
        }

        foreach (var row in rows)
        {
            var moves = audit.SelectMany(e => e.Subject == RecommendationWords.Subject(row.Id)
                ? [(e.From, e.To)]
                : e.Detail.Split(' ').Where(line => line.StartsWith(row.Id.Value.ToString(), StringComparison.Ordinal)).Select(line => line.Split(':')[1].Split('>')).Select(m => (m[0], m[1])));
            AssertChain(moves, RecommendationWords.Of(row.Status));
        }
    }

    /// <summary>Each entry goes on from where the one before ended, and the last one ends where the row stands: no transition without its entry.</summary>
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
    /// What the vendor saw is what the ended items say: a swap for each one verified, its reversal for each one of them that was restored, or given up while it was, nothing else. An item on its way may have done
    /// its part or not; once all have settled, the roles held say which.
    /// </summary>
    private static async Task AssertJournalAsync(AdviceBench bench, bool settled)
    {
        await using var db = bench.Database.Open();
        var written = await db.Remediations.AsNoTracking().Where(r => r.WrittenAt != null).OrderBy(r => r.WrittenAt).ToListAsync();
        for (var n = 0; n < People; n++)
        {
            var mine = bench.Vendor.Journal.Where(line => line.StartsWith($"p{n} ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();
            var (there, back) = (0, 0);
            foreach (var item in written.Where(item => item.PersonKey == AdviceBench.Key(n)))
            {
                there += item.VerifiedAt is not null ? 1 : 0;
                back += item is { VerifiedAt: not null, Status: RemediationStatus.Restored or RemediationStatus.Abandoned } ? 1 : 0;
            }

            var halves = written.Count(item => item.PersonKey == AdviceBench.Key(n)
                && (item.VerifiedAt is null || (!settled && item.Status is not (RemediationStatus.Verified or RemediationStatus.Restored))));
            var told = $"p{n}: {string.Join(' ', mine)}; items {string.Join(", ", written.Where(item => item.PersonKey == AdviceBench.Key(n)).Select(item => $"{item.Status}{(item.VerifiedAt is null ? "" : " once verified")}"))}";

            // Giving up may put the role back and fail, and a retry then takes it again: so taking and giving alternate, and their difference is what the items say.
            var omni = mine.Where(line => line is "-omni@*" or "+omni@*").ToList();
            Assert.True(!omni.Where((line, at) => line != (at % 2 == 0 ? "-omni@*" : "+omni@*")).Any(), told);
            Assert.True(Math.Abs((omni.Count % 2) - (there - back)) <= halves, told);
            Assert.DoesNotContain(mine.Zip(mine.Skip(1)), pair => pair.First == pair.Second);
            if (!settled)
            {
                continue;
            }

            var last = written.LastOrDefault(item => item.PersonKey == AdviceBench.Key(n));
            var role = last?.Status == RemediationStatus.Verified ? last.Plan.Changes[0].NewRoleId! : "omni";
            Assert.Equal(Order("employee", role), bench.Vendor.RolesOf($"p{n}"));
        }
    }

    private static string[] Order(params string[] roles) => [.. roles.Order(StringComparer.Ordinal)];

    private sealed class World(AdviceBench bench, Random random)
    {
        private readonly bool[] _gone = new bool[People];
        private readonly bool[] _exempt = new bool[People];
        private int _failures;
        private bool _die;

        public async Task<string> StepAsync()
        {
            var person = random.Next(People);
            bench.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 25)));
            return random.Next(18) switch
            {
                0 or 1 or 14 => await EvaluateAsync(),
                2 or 3 or 15 or 16 => await DecideAsync(person, "approve", (row, ct) => bench.Get<ApproveRecommendation>().RunAsync(bench.Manager, row.Id, row.Version, null, ct)),
                4 => await DecideAsync(person, "undo", (row, ct) => bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, ct)),
                5 => await DecideAsync(person, "reject", (row, ct) => bench.Get<RejectRecommendation>().RunAsync(bench.Manager, row.Id, row.Version, "Covers the chat queue", bench.Today.AddDays(1), ct)),
                6 => Toggle(_exempt, person, "exempt"),
                7 => Toggle(_gone, person, "leave"),
                8 => await RestoreAsync(person),
                9 => await OperateAsync(person),
                10 => await RoundAsync(dying: true),
                11 or 17 => NextDay(),
                _ => await RoundAsync(dying: false),
            };
        }

        public async Task SettleAsync()
        {
            (_failures, _die) = (0, false);
            bench.Vendor.Passing = null;
            bench.Vendor.Gone.Clear();
            await using (var db = bench.Database.Open())
            {
                foreach (var id in await db.Remediations.Where(r => r.Status == RemediationStatus.Failed && r.DueAt == null).Select(r => r.Id).ToListAsync())
                {
                    await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None);
                }
            }

            await bench.WorkAsync(TimeSpan.FromMinutes(20));
        }

        private async Task<string> EvaluateAsync()
        {
            var late = random.Next(8) == 0 ? "not enough data since 2026-11-10" : null;
            Verdict[] verdicts = [.. Enumerable.Range(0, People).Select(Judge)];
            await bench.RaiseReportAsync(late, verdicts);
            return "evaluate";
        }

        /// <summary>Whoever holds omni is found; sometimes with another target, sometimes not at all.</summary>
        private Verdict Judge(int n)
        {
            if (_gone[n])
            {
                return AdviceBench.Nothing(n, NoFindingReason.NotActive);
            }

            if (!bench.Vendor.RolesOf($"p{n}").Contains("omni") || random.Next(10) == 0)
            {
                return AdviceBench.Nothing(n);
            }

            var lane = _exempt[n] ? Lane.Protected : random.Next(4) == 0 ? Lane.Review : Lane.Ready;
            return random.Next(4) == 0 ? bench.Found(n, "cloudCX2", lane, "duo") : bench.Found(n, lane: lane);
        }

        private async Task<string> DecideAsync(int person, string what, Func<Recommendation, CancellationToken, Task> decide)
        {
            await using var db = bench.Database.Open();
            var key = AdviceBench.Key(person);
            if (await db.Recommendations.AsNoTracking().Where(r => r.PersonKey == key).OrderByDescending(r => r.RaisedAt).FirstOrDefaultAsync() is { } row)
            {
                await decide(row, CancellationToken.None);
            }

            return $"{what} {person}";
        }

        private string Toggle(bool[] flags, int person, string what)
        {
            flags[person] = random.Next(4) == 0;
            if (_gone[person])
            {
                bench.Vendor.Gone.Add($"p{person}");
            }
            else
            {
                bench.Vendor.Gone.Remove($"p{person}");
            }

            return $"{what} {person} {flags[person]}";
        }

        private async Task<string> RestoreAsync(int person)
        {
            await using var db = bench.Database.Open();
            var key = AdviceBench.Key(person);
            var id = await db.Remediations.Where(r => r.PersonKey == key).OrderByDescending(r => r.CreatedAt).Select(r => (Core.Shared.RemediationId?)r.Id).FirstOrDefaultAsync();
            if (id is { } item)
            {
                await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, item, bench.Today.AddDays(1), CancellationToken.None);
            }

            return $"restore {person}";
        }

        private async Task<string> OperateAsync(int person)
        {
            await using var db = bench.Database.Open();
            var key = AdviceBench.Key(person);
            var giveUp = random.Next(2) == 0;
            foreach (var id in await db.Remediations.Where(r => r.PersonKey == key && r.Status == RemediationStatus.Failed).Select(r => r.Id).ToListAsync())
            {
                _ = giveUp
                    ? await bench.Get<GiveUpRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None)
                    : await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None);
            }

            return $"{(giveUp ? "give up" : "retry")} {person}";
        }

        private string NextDay()
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            return "next day";
        }

        private async Task<string> RoundAsync(bool dying)
        {
            _die = dying;
            _failures = random.Next(3);
            bench.Vendor.Passing = (call, moment) =>
            {
                if (_die && random.Next(6) == 0)
                {
                    // Nothing of a dead process reaches the vendor; the worker of the next round is another one, an hour later at the latest.
                    throw new InvalidOperationException("The process has died.");
                }

                if (_failures > 0 && random.Next(4) == 0)
                {
                    _failures--;
                    throw new VendorException("The vendor answered 503.") { Route = call, Status = 503 };
                }
            };
            await bench.Get<RemediationWorker>().RoundAsync(CancellationToken.None);
            bench.Vendor.Passing = null;
            return dying ? "round that dies" : "round";
        }
    }
}
