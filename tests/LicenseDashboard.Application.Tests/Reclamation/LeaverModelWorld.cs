using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>What can be said of a few people and decided about them, one happening a step, drawn at random.</summary>
internal sealed class LeaverModelWorld
{
    public const int People = 14;

    private readonly LeaverBench _bench;
    private readonly Random _random;

    public LeaverModelWorld(LeaverBench bench, Random random) => (_bench, _random) = (bench, random);

    /// <summary>By number: how often anybody said that they left, or a person chose or released them.</summary>
    public int[] Left { get; } = new int[People + 1];

    /// <summary>By number: how often a person gave a license back.</summary>
    public int[] Restored { get; } = new int[People + 1];

    public async Task<string> StepAsync()
    {
        var n = _random.Next(1, People + 1);
        _bench.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 60)));
        return _random.Next(22) switch
        {
            0 or 1 or 2 => await SayAsync(n, active: false, tombstone: false),
            3 => await SayAsync(n, active: false, tombstone: true),
            4 or 5 => await SayAsync(n, active: true, tombstone: false),
            6 => await DeleteAsync(n),
            7 => await CreateAsync(n, proof: true),
            8 => await CreateAsync(n, proof: false),
            9 => await RosterAsync(n, "terminated", ""),
            10 => await RosterAsync(
                n,
                "terminated",
                DateOnly
                    .FromDateTime(_bench.Clock.GetUtcNow().UtcDateTime)
                    .AddDays(_random.Next(-9, 4))
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            ),
            11 => await RosterAsync(n, "active", ""),
            12 => await EachAsync(
                "release",
                LeaverStatus.Held,
                id => _bench.Database.Get<ReleaseLeaver>().RunAsync(A.Administrator, id, CancellationToken.None)
            ),
            13 => await EachAsync(
                "dismiss",
                LeaverStatus.Held,
                id => _bench.Database.Get<DismissLeaver>().RunAsync(A.Administrator, id, null, CancellationToken.None)
            ),
            14 => await EachAsync("restore", LeaverStatus.Returned, RestoreAsync),
            15 => await GiveBackAsync(n),
            16 => await MatchAsync(),
            17 => await ChooseAsync(),
            18 => await ImportAsync(),
            19 => NextDays(),
            20 => await PlanAsync(),
            _ => await RoundAsync(),
        };
    }

    public async Task SettleAsync()
    {
        _bench.Vendor.Passing = null;
        await PlanAsync();
        await using (var db = _bench.Database.Open())
        {
            foreach (
                var id in await db
                    .Remediations.Where(r => r.Status == RemediationStatus.Failed && r.DueAt == null)
                    .Select(r => r.Id)
                    .ToListAsync()
            )
            {
                await _bench.Database.Get<RetryRemediation>().RunAsync(A.Administrator, id, CancellationToken.None);
            }
        }

        await _bench.CarryOutAsync(120);
        await PlanAsync();
        await _bench.CarryOutAsync(120);
    }

    private static string Name(int n) => LeaverBench.Id(n) + "@example.test";

    /// <summary>The identity that the provider knows by the name, or by what it last called the person.</summary>
    private async Task<Identity?> IdentityAsync(int n)
    {
        await using var db = _bench.Database.Open();
        var (name, mail) = (Name(n), "e-" + n);
        return await db
            .Identities.AsNoTracking()
            .Where(i => i.DeletedAt == null && (i.UserNameKey == name || i.FormerNameKey == name || i.ExternalId == mail))
            .OrderByDescending(i => i.Key)
            .FirstOrDefaultAsync();
    }

    private async Task<string> SayAsync(int n, bool active, bool tombstone)
    {
        if (await IdentityAsync(n) is { } identity)
        {
            Left[n] += active ? 0 : 1;
            await _bench
                .Database.Get<ChangeIdentity>()
                .RunAsync(
                    LeaverBench.Provider,
                    identity.Id,
                    null,
                    fields => new IdentityChange(
                        fields with
                        {
                            UserName = tombstone ? identity.Id.Value.ToString("N") + Name(n) : Name(n),
                            Active = active,
                            ExternalId = fields.ExternalId ?? "e-" + n,
                        },
                        true
                    ),
                    CancellationToken.None
                );
        }

        return $"say {n} {active}{(tombstone ? " tombstone" : "")}";
    }

    private async Task<string> DeleteAsync(int n)
    {
        if (await IdentityAsync(n) is { } identity)
        {
            Left[n]++;
            await _bench.Database.Get<DeleteIdentity>().RunAsync(LeaverBench.Provider, identity.Id, null, CancellationToken.None);
        }

        return $"delete {n}";
    }

    private async Task<string> CreateAsync(int n, bool proof)
    {
        var fields = new IdentityFields
        {
            UserName = Name(n),
            Email = Name(n),
            DisplayName = proof ? "Same" : "Other " + _random.Next(),
            ExternalId = proof ? "e-" + n : null,
            EmployeeNumber = proof ? "E-" + n : "new-" + _random.Next(),
        };
        var before = await IdentityAsync(n);
        var created = await _bench.Database.Get<CreateIdentity>().RunAsync(LeaverBench.Provider, fields, CancellationToken.None);
        return $"create {n} {(proof ? "with" : "without")} proof: "
            + $"{created.Refusal?.Code ?? (created.Value.Id == before?.Id ? "same" : "another")}";
    }

    private async Task<string> RosterAsync(int n, string status, string lastDay)
    {
        Left[n] += status == "terminated" ? 1 : 0;
        await LeaverWords.ApplyAsync(_bench, $"e-mail,status,last day\n{Name(n)},{status},{lastDay}\n");
        return $"roster {n} {status} {lastDay}";
    }

    private async Task<string> EachAsync(string what, LeaverStatus status, Func<LeaverId, Task> decide)
    {
        if (
            (await _bench.LeaversAsync()).Where(leaver => leaver.Status == status).OrderBy(_ => _random.Next()).FirstOrDefault() is
            { } leaver
        )
        {
            await decide(leaver.Id);
        }

        return what;
    }

    private async Task RestoreAsync(LeaverId id)
    {
        var leaver = (await _bench.LeaversAsync()).Single(each => each.Id == id);
        Restored[await NumberAsync(leaver.PersonKey!.Value)]++;
        await _bench.Database.Get<RestoreLeaver>().RunAsync(A.Administrator, id, CancellationToken.None);
    }

    /// <summary>By the change itself, whether or not they have come back.</summary>
    private async Task<string> GiveBackAsync(int n)
    {
        await using var db = _bench.Database.Open();
        var vendorId = LeaverBench.Id(n);
        var id = await db
            .Remediations.Where(r => db.People.Any(p => p.Key == r.PersonKey && p.VendorId == vendorId))
            .OrderByDescending(r => r.CreatedAt)
            .Select(r => (RemediationId?)r.Id)
            .FirstOrDefaultAsync();
        if (id is { } item)
        {
            Restored[n]++;
            await _bench
                .Database.Get<RestoreRemediation>()
                .RunAsync(Viewer.Standing("Ada", "user:ada"), item, null, CancellationToken.None);
        }

        return $"give back {n}";
    }

    private async Task<string> MatchAsync()
    {
        var match = _bench.Database.Get<MatchIdentities>();
        foreach (var row in (await match.ListAsync(A.Administrator, CancellationToken.None)).Take(1))
        {
            // One who left may thereby be said to be the owner of accounts.
            for (var n = 1; n <= People; n++)
            {
                Left[n] += row.Now.Active ? 0 : 1;
            }

            await match.DecideAsync(A.Administrator, row.Key, _random.Next(2) == 0, CancellationToken.None);
        }

        return "match";
    }

    private async Task<string> ChooseAsync()
    {
        await using var db = _bench.Database.Open();
        var candidate = await (
            from leaver in db.Leavers
            join each in db.LeaverCandidates on leaver.Id equals each.LeaverId
            join person in db.People on each.PersonKey equals person.Key
            where leaver.Status == LeaverStatus.Ambiguous
            select new
            {
                leaver.Id,
                PersonId = person.Id,
                person.Key,
            }
        ).FirstOrDefaultAsync();
        if (candidate is not null)
        {
            Left[await NumberAsync(candidate.Key)]++;
            await _bench.Database.Get<ChooseLeaver>().RunAsync(A.Administrator, candidate.Id, candidate.PersonId, CancellationToken.None);
        }

        return "choose";
    }

    private async Task<string> ImportAsync()
    {
        await _bench.ImportSeatsAsync();
        await _bench.Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);
        return "import";
    }

    private string NextDays()
    {
        _bench.Clock.Advance(TimeSpan.FromHours(_random.Next(1, 60)));
        return "time passes";
    }

    private async Task<string> PlanAsync()
    {
        for (var round = 0; round < 10 && await _bench.PlanAsync() > 0; round++) { }

        return "plan";
    }

    private async Task<string> RoundAsync()
    {
        await PlanAsync();
        var failures = _random.Next(3);
        _bench.Vendor.Passing = (call, _) =>
        {
            if (failures > 0 && _random.Next(4) == 0)
            {
                failures--;
                throw new VendorException("The vendor answered 503.") { Route = call, Status = 503 };
            }
        };
        await _bench.CarryOutAsync(_random.Next(1, 6));
        _bench.Vendor.Passing = null;
        return "round";
    }

    private async Task<int> NumberAsync(int personKey)
    {
        await using var db = _bench.Database.Open();
        var id = await db.People.Where(p => p.Key == personKey).Select(p => p.VendorId).SingleAsync();
        return int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
