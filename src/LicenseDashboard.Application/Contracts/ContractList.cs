using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>One contract as people see it.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Assumed">True while the terms are what the demo assumed.</param>
/// <param name="Today">The platform's local day, which <paramref name="Runway"/> counts from.</param>
/// <param name="Runway">Null if no coming term can be changed.</param>
public sealed record ContractRow(string Platform, ContractTerms Terms, int Version, bool Assumed, DateOnly Today, Runway? Runway);

/// <summary>One kept version: who wrote it, when, and what differs from the one before.</summary>
/// <param name="At">UTC.</param>
/// <param name="Terms">Null if the contract was removed.</param>
public sealed record ContractVersionRow(
    int Version,
    DateTime At,
    string Actor,
    string By,
    ContractTerms? Terms,
    IReadOnlyList<(string What, string? Before, string? After)> Changes
);

/// <summary>Contracts of all platforms or one, by platform, first day and id; those of a platform are few.</summary>
public sealed class ContractList(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<Outcome<IReadOnlyList<ContractRow>>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return Refusal.Forbidden(ContractRun.MayNotRead);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var platforms = await db
            .Platforms.AsNoTracking()
            .Where(p => platform == null || p.Name == platform)
            .OrderBy(p => p.Key)
            .ToListAsync(ct);
        var stored = (await db.Contracts.AsNoTracking().ToListAsync(ct)).ToLookup(contract => contract.PlatformKey);
        return platforms
            .SelectMany(each =>
                stored[each.Key]
                    .Select(contract => Row(each, contract))
                    .OrderBy(row => row.Terms.First)
                    .ThenBy(row => row.Terms.Id, StringComparer.Ordinal)
            )
            .ToList();
    }

    public async Task<Outcome<ContractRow>> OneAsync(Viewer viewer, string platform, string id, CancellationToken ct)
    {
        var all = await RunAsync(viewer, platform, ct);
        return all.Refusal is { } refusal ? refusal
            : all.Value.FirstOrDefault(row => row.Terms.Id == id) is { } found ? found
            : Refusal.NotFound("Contract not found.");
    }

    private ContractRow Row(Platform platform, Contract contract)
    {
        var (terms, today) = (contract.Terms, platform.LocalDay(clock.GetUtcNow()));
        return new ContractRow(platform.Name, terms, contract.Version, contract.Assumed, today, Runway.Of(terms, today));
    }
}

/// <summary>The kept versions of a contract, newest first; also of one that was removed.</summary>
public sealed class ContractHistory(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<IReadOnlyList<ContractVersionRow>>> RunAsync(Viewer viewer, string platform, string id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return Refusal.Forbidden(ContractRun.MayNotRead);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var versions = await db
            .ContractVersions.AsNoTracking()
            .Where(v => v.ContractId == id && db.Platforms.Any(p => p.Key == v.PlatformKey && p.Name == platform))
            .OrderBy(v => v.Version)
            .ToListAsync(ct);
        if (versions.Count == 0)
        {
            return Refusal.NotFound("Contract not found.");
        }

        return versions
            .Select(
                (version, at) =>
                    new ContractVersionRow(
                        version.Version,
                        version.At,
                        version.Actor,
                        version.ActorName,
                        version.Terms,
                        ContractWords.Differences(at == 0 ? null : versions[at - 1].Terms, version.Terms)
                    )
            )
            .Reverse()
            .ToList();
    }
}
