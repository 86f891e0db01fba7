using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Contracts;

/// <summary>What configuration says about a contract and is not in force, because contracts are changed on their page.</summary>
/// <param name="Differences">Field by field; empty if the platform has no such contract.</param>
public sealed record ConfiguredDifference(
    string Platform,
    string Contract,
    IReadOnlyList<(string What, string? Stored, string? Configured)> Differences
);

/// <summary>Compares the configured contracts with the stored ones.</summary>
public sealed partial class ConfiguredDifferences(
    IReadOnlyList<ConfiguredContract> configured,
    IDbContextFactory<LicenseDb> dbs,
    ILogger<ConfiguredDifferences> log
)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<Outcome<IReadOnlyList<ConfiguredDifference>>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.SeesMoney ? await ReadAsync(platform, ct) : Refusal.Forbidden(ContractRun.MayNotRead);
    }

    /// <summary>Once at start, so that who changed the configuration learns that it has no effect. Says no prices.</summary>
    internal async Task WarnAsync(CancellationToken ct)
    {
        foreach (var each in await ReadAsync(null, ct))
        {
            LogDiffers(
                each.Contract,
                each.Platform,
                each.Differences.Count == 0 ? "contract not there" : string.Join(", ", each.Differences.Select(field => field.What))
            );
        }
    }

    private async Task<List<ConfiguredDifference>> ReadAsync(string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var stored = (
            await db
                .Contracts.AsNoTracking()
                .Join(db.Platforms, contract => contract.PlatformKey, each => each.Key, (contract, each) => new { each.Name, contract })
                .ToListAsync(ct)
        ).ToDictionary(each => (each.Name, each.contract.Id), each => each.contract.Terms);
        return
        [
            .. configured
                .Where(wanted => !wanted.Assumed && (platform is null || wanted.Platform == platform))
                .Select(wanted =>
                    stored.TryGetValue((wanted.Platform, wanted.Id), out var terms)
                        ? (Wanted: wanted, Known: true, Differences: ContractWords.Differences(terms, wanted.Terms))
                        : (wanted, false, [])
                )
                .Where(each => !each.Known || each.Differences.Count > 0)
                .Select(each => new ConfiguredDifference(each.Wanted.Platform, each.Wanted.Id, each.Differences)),
        ];
    }

    [LoggerMessage(
        2110,
        LogLevel.Warning,
        "Configuration of contract {Contract} of {Platform} differs from the stored one and is not applied: {Fields}. "
            + "Change contracts on the Contracts page"
    )]
    private partial void LogDiffers(string contract, string platform, string fields);
}
