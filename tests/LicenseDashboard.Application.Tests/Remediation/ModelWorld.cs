using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>What can happen to a few people, one happening a step, drawn at random.</summary>
internal sealed class ModelWorld(AdviceBench bench, Random random, int people)
{
    private readonly bool[] _gone = new bool[people];
    private readonly bool[] _exempt = new bool[people];
    private readonly bool[] _quiet = new bool[people];
    private readonly FlakyRounds _rounds = new(bench, random);

    public async Task<string> StepAsync()
    {
        var person = random.Next(people);
        bench.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 25)));
        return random.Next(26) switch
        {
            0 or 1 or 14 => await EvaluateAsync(),
            2 or 3 or 15 or 16 => await DecideAsync(
                person,
                "approve",
                (row, ct) => bench.Get<ApproveRecommendation>().RunAsync(bench.Manager, row.Id, row.Version, null, ct)
            ),
            4 => await DecideAsync(person, "undo", (row, ct) => bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, ct)),
            5 => await DecideAsync(
                person,
                "reject",
                (row, ct) =>
                    bench
                        .Get<RejectRecommendation>()
                        .RunAsync(bench.Manager, row.Id, row.Version, "Covers the chat queue", bench.Today.AddDays(1), ct)
            ),
            6 => Toggle(_exempt, person, "exempt"),
            7 => Toggle(_gone, person, "leave"),
            8 => await RestoreAsync(person),
            9 => await OperateAsync(person),
            10 => await _rounds.RunAsync(dying: true),
            11 or 17 => NextDay(),
            18 => await QuietAsync(person),
            19 or 20 => await DayAsync(),
            21 => await DecideAsync(
                person,
                "reclaim now",
                (row, ct) => bench.Get<ApproveRecommendation>().RunAsync(bench.Manager, row.Id, row.Version, null, ct),
                RecommendationKind.Reclaim
            ),
            22 => await DecideAsync(
                person,
                "keep",
                (row, ct) =>
                    bench
                        .Get<RejectRecommendation>()
                        .RunAsync(bench.Manager, row.Id, row.Version, "Back after the summer", bench.Today.AddDays(2), ct),
                RecommendationKind.Reclaim
            ),
            23 => await DecideAsync(
                person,
                "give back",
                (row, ct) => bench.Get<RestoreReclamation>().RunAsync(bench.Manager, row.Id, bench.Today.AddDays(1), ct),
                RecommendationKind.Reclaim
            ),
            24 when random.Next(4) == 0 => await LeaveForGoodAsync(person),
            _ => await _rounds.RunAsync(dying: false),
        };
    }

    public async Task SettleAsync()
    {
        bench.Vendor.Gone.Clear();
        await using (var db = bench.Database.Open())
        {
            foreach (
                var id in await db
                    .Remediations.Where(r => r.Status == RemediationStatus.Failed && r.DueAt == null)
                    .Select(r => r.Id)
                    .ToListAsync()
            )
            {
                await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None);
            }
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(20));
    }

    private async Task<string> EvaluateAsync()
    {
        var late = random.Next(8) == 0 ? "not enough data since 2026-11-10" : null;
        await ImportAsync();
        Verdict[] verdicts = [.. Enumerable.Range(0, people).Select(Judge)];
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

        if (_quiet[n])
        {
            return AdviceBench.Nothing(n, NoFindingReason.Inactive);
        }

        if (!bench.Vendor.RolesOf($"p{n}").Contains("omni") || random.Next(10) == 0)
        {
            return AdviceBench.Nothing(n);
        }

        var lane =
            _exempt[n] ? Lane.Protected
            : random.Next(4) == 0 ? Lane.Review
            : Lane.Ready;
        return random.Next(4) == 0 ? bench.Found(n, "cloudCX2", lane, "duo") : bench.Found(n, lane: lane);
    }

    private async Task<string> DecideAsync(
        int person,
        string what,
        Func<Recommendation, CancellationToken, Task> decide,
        RecommendationKind? kind = null
    )
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(person);
        if (
            await db
                .Recommendations.AsNoTracking()
                .Where(r => r.PersonKey == key && (kind == null || r.Kind == kind))
                .OrderByDescending(r => r.RaisedAt)
                .ThenByDescending(r => r.Id)
                .FirstOrDefaultAsync() is
            { } row
        )
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
        var id = await db
            .Remediations.Where(r => r.PersonKey == key)
            .OrderByDescending(r => r.CreatedAt)
            .Select(r => (Core.Shared.RemediationId?)r.Id)
            .FirstOrDefaultAsync();
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
        foreach (
            var id in await db
                .Remediations.Where(r => r.PersonKey == key && r.Status == RemediationStatus.Failed)
                .Select(r => r.Id)
                .ToListAsync()
        )
        {
            _ = giveUp
                ? await bench.Get<GiveUpRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None)
                : await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, id, CancellationToken.None);
        }

        return $"{(giveUp ? "give up" : "retry")} {person}";
    }

    /// <summary>No sign of life for long, or one just now.</summary>
    private async Task<string> QuietAsync(int person)
    {
        _quiet[person] = random.Next(3) > 0;
        await bench.SeenAsync(person, _quiet[person] ? 90 : 0);
        return $"quiet {person} {_quiet[person]}";
    }

    private async Task<string> DayAsync()
    {
        await ImportAsync();
        await bench.CoverAsync();
        await bench.DayAsync();
        return "reclamation";
    }

    /// <summary>The identity source says so; the vendor still has them as they were.</summary>
    private async Task<string> LeaveForGoodAsync(int person)
    {
        await using var db = bench.Database.Open();
        var reclaim = bench.Get<ReclaimLeaver>();
        await db.InTransactionAsync(
            token =>
                reclaim.RunAsync(
                    db,
                    new Viewer("HR roster", "roster:test", ViewerRoles.None, []),
                    AdviceBench.Key(person),
                    "Left: terminated on the HR roster",
                    token
                ),
            CancellationToken.None
        );
        return $"leaver {person}";
    }

    /// <summary>Facts become what the vendor shows.</summary>
    private async Task ImportAsync()
    {
        await using var db = bench.Database.Open();
        var keys = await db.Skus.ToDictionaryAsync(sku => sku.VendorId, sku => sku.Key);
        for (var n = 0; n < people; n++)
        {
            var (key, state) = (
                AdviceBench.Key(n),
                bench.Vendor.Inactive.Contains($"p{n}") || _gone[n] ? PersonState.Inactive : PersonState.Active
            );
            var held = await bench.Vendor.SeatAsync($"p{n}", RequestPriority.Ingest, CancellationToken.None);
            await db.Seats.Where(seat => seat.PersonKey == key).ExecuteDeleteAsync();
            await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state));
            db.Seats.AddRange(
                held.Select(sku => new Seat
                {
                    PersonKey = key,
                    SkuKey = keys[sku],
                    From = new DateOnly(2026, 1, 1),
                })
            );
        }

        db.ImportRuns.Add(
            new ImportRun
            {
                PlatformKey = 1,
                Kind = ImportKinds.Directory,
                StartedAt = bench.Now,
                EndedAt = bench.Now,
                Status = RunStatus.Succeeded,
            }
        );
        await db.SaveChangesAsync();
    }

    private string NextDay()
    {
        bench.Clock.Advance(TimeSpan.FromDays(1));
        return "next day";
    }
}
