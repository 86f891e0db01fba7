using System.Diagnostics;
using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// SIGKILL at random moments of remediation, three by default, as many as <c>LICENSEDASHBOARD_TEST_KILLS</c> says otherwise. The first one
/// falls between the vendor's write and our commit. Moments are counted in requests, not in time, so that a slow machine meets the same
/// ones.
/// </summary>
public sealed class KilledRemediationTests(ITestOutputHelper output)
{
    private const int MostRequests = 60;
    private const int MostWrites = 4;
    private static readonly DateTimeOffset Now = new FixedClock().GetUtcNow();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Viewer Decider = new("test", "token:test", ViewerRoles.ApiDecide, []);

    [Fact]
    public async Task Killed_at_random_moments_every_change_is_made_once_and_none_is_lost()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("LICENSEDASHBOARD_TEST_KILLS") ?? "3", CultureInfo.InvariantCulture);
        await using var pipeline = await SimulatedPipeline.CreateAsync(
            SimulatorFixture.Quick with
            {
                Agents = 50 + (13 * kills),
                HistoryDays = 130,
                Clock = new FixedClock(),
            },
            Now,
            kind: DatabaseKind.Sqlite
        );
        await pipeline.ImportAsync();
        await pipeline.EvaluateAsync();
        var approved = await ApproveAsync(pipeline, (3 * kills) + 6);
        await using var door = await ForwardingDoor.OpenAsync(pipeline.Simulator.Host.BaseAddress);

        // Seeded by the number, so that a failure can be repeated.
        var random = new Random(kills);
        for (var kill = 0; kill < kills; kill++)
        {
            var write = random.Next(2) == 0;
            var moment =
                kill == 0
                    ? Moment.BeforeOurCommit
                    : new Moment(random.Next(1, write ? MostWrites : MostRequests), (Passage)random.Next(3), write);
            var exit = await RunAsync(pipeline, door, kill, moment);
            Assert.True(exit != 0, $"Start {kill + 1} had nothing left to do before {moment}: {await StatesAsync(pipeline)}");
            output.WriteLine($"kill {kill + 1} at {moment}: {pipeline.Simulator.Host.Journal.Count} writes so far");
            if (kill == 0)
            {
                await AssertWrittenAndNotCommittedAsync(pipeline);
            }
        }

        Assert.Equal(0, await RunAsync(pipeline, door, kills, moment: null));
        await AssertEachOnceAsync(pipeline, approved);
    }

    private static async Task<IReadOnlyList<RecommendationId>> ApproveAsync(SimulatedPipeline pipeline, int count)
    {
        await using var db = pipeline.Database.Open();
        var rows = await db
            .Recommendations.AsNoTracking()
            .Where(r => r.HasPlan && r.Lane == Lane.Ready)
            .OrderBy(r => r.VendorId)
            .Take(count)
            .ToListAsync();
        Assert.Equal(count, rows.Count);
        foreach (var row in rows)
        {
            Assert.Null(
                (
                    await pipeline
                        .Database.Get<ApproveRecommendation>()
                        .RunAsync(Decider, row.Id, row.Version, null, CancellationToken.None)
                ).Refusal
            );
        }

        return [.. rows.Select(row => row.Id)];
    }

    /// <returns>The child's exit code.</returns>
    private async Task<int> RunAsync(SimulatedPipeline pipeline, ForwardingDoor door, int start, Moment? moment)
    {
        // Two minutes after the one before: its leases have lapsed.
        using var child = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    typeof(KilledRemediationTests).Assembly.Location,
                    .. RemediationChild.Arguments(pipeline.Database.File, door.Address, Now.AddMinutes(2 * (start + 1))),
                ]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, complained) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        var passed = 0;
        door.Passing = (path, passage) =>
        {
            if (
                moment is not null
                && passage == moment.Passage
                && (!moment.Write || path.Contains("/bulk", StringComparison.Ordinal))
                && Interlocked.Increment(ref passed) == moment.Requests
            )
            {
                child.Kill();
                child.WaitForExit();
            }
        };
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await child.WaitForExitAsync(patience.Token);
        }
        finally
        {
            door.Passing = null;
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }

        if (moment is null)
        {
            output.WriteLine(await said + await complained);
        }

        return child.ExitCode;
    }

    private static async Task<string> StatesAsync(SimulatedPipeline pipeline)
    {
        await using var db = pipeline.Database.Open();
        var states = await db
            .Remediations.GroupBy(r => new { r.Status, r.Error })
            .Select(g => new
            {
                g.Key.Status,
                g.Key.Error,
                Count = g.Count(),
            })
            .ToListAsync();
        return string.Join(", ", states.Select(state => $"{state.Count} {state.Status} {state.Error}"));
    }

    private static async Task AssertWrittenAndNotCommittedAsync(SimulatedPipeline pipeline)
    {
        var journal = pipeline.Simulator.Host.Journal;
        await using var db = pipeline.Database.Open();
        var begun = await (
            from item in db.Remediations
            join person in db.People on item.PersonKey equals person.Key
            where item.WrittenAt != null && item.SentAt == null
            select person.VendorId
        ).ToListAsync();
        Assert.Contains(begun, person => journal.Any(entry => entry.Subject == person));
    }

    private static async Task AssertEachOnceAsync(SimulatedPipeline pipeline, IReadOnlyList<RecommendationId> approved)
    {
        await using var db = pipeline.Database.Open();
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.Key, p => p.VendorId);
        var items = await db.Remediations.AsNoTracking().ToListAsync();
        Assert.Equal(approved.Order(), items.Select(item => item.RecommendationId).Order());
        Assert.All(items, item => Assert.True(item.Status == RemediationStatus.Verified, $"{item.Status}: {item.Error}"));
        Assert.Equal(approved.Count, await db.Recommendations.CountAsync(r => r.Status == RecommendationStatus.Done));

        var expected = items
            .SelectMany(item => item.Plan.Changes.SelectMany(change => Writes(people[item.PersonKey], change, item.Snapshot!)))
            .Order(StringComparer.Ordinal);
        var journal = pipeline
            .Simulator.Host.Journal.SelectMany(entry =>
                entry.Grants.Select(grant => $"{entry.Subject} {entry.Change} {grant.RoleId}@{grant.DivisionId}")
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, journal);
        foreach (var action in new[] { "remediation.writing", "remediation.verified", "recommendation.done" })
        {
            Assert.Equal(approved.Count, await db.Audit.CountAsync(entry => entry.Action == action));
        }
    }

    /// <summary>What a plan means at the vendor, each grant once: what is held already is not added.</summary>
    private static IEnumerable<string> Writes(string person, PlanChange change, GrantSnapshot before)
    {
        var held = before.Direct.Where(grant => grant.RoleId == change.RoleId).Select(grant => grant.DivisionId).ToList();
        var added = change.NewRoleId is { } role
            ? held.Where(division => !before.Direct.Contains(new HeldGrant(role, division)))
                .Select(division => $"{person} add {role}@{division}")
            : [];
        return added.Concat(held.Select(division => $"{person} remove {change.RoleId}@{division}"));
    }

    /// <param name="Requests">So many requests (writes) get as far as <paramref name="Passage"/> after a start; the last one is that of the
    /// kill.</param>
    private sealed record Moment(int Requests, Passage Passage, bool Write = false)
    {
        public static Moment BeforeOurCommit { get; } = new(1, Passage.Done, Write: true);
    }
}
