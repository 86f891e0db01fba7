using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>
/// The people of <see cref="AdviceBench"/>, everything covered, last seen when a test says, and the day's run of reclamation.
/// </summary>
internal static class ReclamationBench
{
    private static readonly Viewer Job = Viewer.Job(ReclamationJob.Name);

    /// <summary>Presence is complete through yesterday, with no one in it.</summary>
    public static async Task<AdviceBench> CreateAsync(int people = 1, bool readOnly = false, Action<IServiceCollection>? more = null)
    {
        var bench = await AdviceBench.CreateAsync(people, readOnly, more: more);
        await using var db = bench.Database.Open();
        db.Streams.Add(
            new StreamStatus
            {
                Key = 1,
                PlatformKey = 1,
                Name = StreamStatus.Presence,
                State = StreamState.Served,
                CompleteThrough = bench.Today.AddDays(-1),
                FirstDay = bench.Today.AddDays(-300),
            }
        );
        db.Roles.Add(
            new Role
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "omni",
                Name = "Omnichannel agent",
            }
        );
        db.Roles.Add(
            new Role
            {
                Key = 2,
                PlatformKey = 1,
                VendorId = "employee",
                Name = "Employee",
            }
        );
        for (var n = 0; n < people; n++)
        {
            db.PersonGrants.Add(
                new PersonGrant
                {
                    PersonKey = AdviceBench.Key(n),
                    RoleKey = 1,
                    DivisionId = "*",
                }
            );
            db.PersonGrants.Add(
                new PersonGrant
                {
                    PersonKey = AdviceBench.Key(n),
                    RoleKey = 2,
                    DivisionId = "*",
                }
            );
        }

        await db.People.Where(p => p.Key != AdviceBench.ManagerKey).ExecuteUpdateAsync(set => set.SetProperty(p => p.GroupsKnown, true));
        await db.SaveChangesAsync();
        await CoverAsync(bench);
        return bench;
    }

    /// <summary>Every day of the last 300 until yesterday is covered.</summary>
    public static async Task CoverAsync(this AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var through = bench.Today.AddDays(-1);
        await db.Streams.ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, through));
        var known = (await db.Coverage.Where(c => c.StreamKey == 1).Select(c => c.Day).ToListAsync()).ToHashSet();
        db.Coverage.AddRange(
            Enumerable
                .Range(0, 300)
                .Select(n => FactDay.Of(through.AddDays(-n)))
                .Where(day => !known.Contains(day))
                .Select(day => new Coverage
                {
                    StreamKey = 1,
                    DivisionKey = 0,
                    Day = day,
                })
        );
        await db.SaveChangesAsync();
    }

    /// <param name="asPerson">Someone was present on the account, long ago.</param>
    public static async Task SeenAsync(this AdviceBench bench, int person, int daysAgo, bool asPerson = true)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(person);
        DateTime? at = bench.Now.AddDays(-daysAgo);
        await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastLoginAt, at));
        if (asPerson && !await db.PersonDays.AnyAsync(d => d.PersonKey == key))
        {
            // Else it would be an account on which no person was ever seen.
            var once = FactDay.Of(bench.Today.AddDays(-200));
            db.PersonDays.Add(
                new PersonDays
                {
                    PersonKey = key,
                    LastDay = once,
                    FirstPresentOn = once,
                    Recent = 1,
                    Earlier = 0,
                }
            );
            await db.SaveChangesAsync();
        }
    }

    public static async Task PolicyAsync(this AdviceBench bench, ReclamationTerms terms)
    {
        await using var db = bench.Database.Open();
        var version = await db
            .ReclamationPolicies.Where(p => p.PlatformKey == 1 && p.DivisionKey == 0)
            .Select(p => p.Version)
            .SingleOrDefaultAsync();
        Assert.Null(
            (await bench.Get<ChangePolicy>().RunAsync(bench.Administrator, "genesys", 0, version, terms, CancellationToken.None)).Refusal
        );
    }

    public static Task<AdvanceReport> DayAsync(this AdviceBench bench, IServiceProvider? instance = null) =>
        (instance ?? bench.Database.Services)
            .GetRequiredService<AdvanceReclamations>()
            .RunAsync(Job, "genesys", "run:test", new JobProgress(), CancellationToken.None);

    /// <summary>So many days go by, each with its run.</summary>
    public static async Task DaysAsync(this AdviceBench bench, int days)
    {
        for (var n = 0; n < days; n++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            await bench.CoverAsync();
            await bench.DayAsync();
        }
    }

    public static async Task<ReclamationCase> CaseAsync(this AdviceBench bench, int person)
    {
        var row = await bench.RowAsync(person);
        await using var db = bench.Database.Open();
        return await db.ReclamationCases.AsNoTracking().SingleAsync(c => c.RecommendationId == row.Id);
    }

    public static async Task<Recommendation?> FoundAsync(this AdviceBench bench, int person)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(person);
        return await db
            .Recommendations.AsNoTracking()
            .Where(r => r.PersonKey == key)
            .OrderByDescending(r => r.RaisedAt)
            .ThenByDescending(r => r.Id)
            .FirstOrDefaultAsync();
    }
}
