using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>A change of the contracts or invoice products of one platform inside its transaction, by an authorized viewer.</summary>
internal sealed record ContractRun(LicenseDb Db, Platform Platform, Viewer Viewer, DateTime Now)
{
    public const string Changed = "The contract has changed since you opened it. Review the current version and save again.";
    public const string MayNotEdit = "Only FinOps and administrators, or tokens with the scope finance-write, can change contracts.";
    public const string MayNotRead = "Contracts are visible to FinOps, administrators, and auditors only.";

    /// <summary>Audit entries, appended with the change.</summary>
    public List<AuditEntry> Entries { get; } = [];

    /// <param name="platform">Platform key.</param>
    public static async Task<Outcome<T>> RunAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        Func<ContractRun, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.EditsMoney)
        {
            return Refusal.Forbidden(MayNotEdit);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<T>>(
                async token =>
                {
                    if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, token) is not { } found)
                    {
                        return Refusal.NotFound($"No platform \"{platform}\".");
                    }

                    await LockAsync(db, found.Key, token);
                    var run = new ContractRun(db, found, viewer, clock.GetUtcNow().UtcDateTime);
                    var outcome = await work(run, token);
                    if (outcome.Refusal is not null)
                    {
                        // Nothing of a refused change may be committed.
                        db.ChangeTracker.Clear();
                        return outcome;
                    }

                    await db.AppendAsync(run.Entries, token, viewer);
                    return outcome;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale(Changed);
        }
    }

    /// <summary>Rules hold over all contracts of a platform, so they are changed one after another.</summary>
    public static Task LockAsync(LicenseDb db, int platformKey, CancellationToken ct) =>
        db.Platforms.Where(p => p.Key == platformKey).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), ct);

    public Task<List<Contract>> ContractsAsync(CancellationToken ct) =>
        Db.Contracts.Where(c => c.PlatformKey == Platform.Key).OrderBy(c => c.Id).ToListAsync(ct);

    /// <summary>Adds a contract or changes it. What a person saves is no assumption any more.</summary>
    public async Task SetAsync(Contract? old, ContractTerms terms, CancellationToken ct) =>
        Entries.Add(await KeepAsync(Db, Platform, old, terms, assumed: false, Viewer, Now, ct));

    public async Task RemoveAsync(Contract old, CancellationToken ct) =>
        Entries.Add(await KeepAsync(Db, Platform, old, null, assumed: false, Viewer, Now, ct));

    public void Tell(string action, string subject, string from, string to, string detail = "") =>
        Entries.Add(
            new AuditEntry
            {
                At = Now,
                Actor = Viewer.Actor,
                Action = action,
                Subject = subject,
                PlatformKey = Platform.Key,
                From = from,
                To = to,
                Detail = detail,
            }
        );

    /// <summary>Writes the contract and its kept version. The only place that does.</summary>
    /// <param name="old">Null to add it.</param>
    /// <param name="terms">Null to remove it.</param>
    public static async Task<AuditEntry> KeepAsync(
        LicenseDb db,
        Platform platform,
        Contract? old,
        ContractTerms? terms,
        bool assumed,
        Viewer by,
        DateTime now,
        CancellationToken ct
    )
    {
        var (id, before) = (old?.Id ?? terms!.Id, old?.Terms);
        var version =
            1
            + (
                old?.Version
                ?? await db
                    .ContractVersions.Where(v => v.PlatformKey == platform.Key && v.ContractId == id)
                    .MaxAsync(v => (int?)v.Version, ct)
                ?? 0
            );
        if (old is null)
        {
            db.Contracts.Add(Contract.Add(platform.Key, terms!, assumed, version));
        }
        else if (terms is null)
        {
            db.Contracts.Remove(old);
        }
        else
        {
            old.Change(terms, assumed);
        }

        db.ContractVersions.Add(
            new ContractVersion
            {
                PlatformKey = platform.Key,
                ContractId = id,
                Version = version,
                At = now,
                Actor = by.Actor,
                ActorName = by.Name,
                Document = terms is null ? null : ContractDocument.Write(terms),
            }
        );
        return new AuditEntry
        {
            At = now,
            Actor = by.Actor,
            Action =
                terms is null ? "contract.removed"
                : old is null ? "contract.added"
                : "contract.changed",
            Subject = "contract:" + id,
            PlatformKey = platform.Key,
            From = before is null ? "" : ContractWords.Of(before),
            To = terms is null ? "" : ContractWords.Of(terms),
            Detail = ContractWords.LinesOf((terms ?? before)!),
        };
    }
}
