using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>Adds a contract to a platform or replaces its terms. Every reason for a refusal comes at once, by field.</summary>
public sealed class SaveContract(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="version">The version the viewer saw; null to add a contract.</param>
    /// <returns>The version now. Saving what is stored already changes nothing.</returns>
    public Task<Outcome<int>> RunAsync(Viewer viewer, string platform, int? version, ContractDraft draft, CancellationToken ct) =>
        ContractRun.RunAsync<int>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                ArgumentNullException.ThrowIfNull(draft);
                var all = await run.ContractsAsync(token);
                var old = all.Find(contract => contract.Id == draft.Id);
                if (old is null && version is not null)
                {
                    return Refusal.NotFound("The contract was removed in the meantime. Add it as a new one.");
                }

                if (old is not null && version is null)
                {
                    return Refusal.Stale($"Contract '{old.Id}' already exists. Open it to change it, or choose another id.");
                }

                if (old is not null && old.Version != version)
                {
                    return Refusal.Stale(ContractRun.Changed);
                }

                var read = ContractCheck.Read(draft, all.Where(contract => contract != old).Select(contract => contract.Terms), catalogue);
                if (read.Refusal is { } invalid)
                {
                    return invalid;
                }

                if (old is { Assumed: false } && old.Document == ContractDocument.Write(read.Value))
                {
                    return old.Version;
                }

                await run.SetAsync(old, read.Value, token);
                await run.Db.SaveChangesAsync(token);
                return old?.Version ?? run.Db.Contracts.Local.Single(contract => contract.Id == read.Value.Id).Version;
            },
            ct
        );
}

/// <summary>Removes a contract; its versions stay.</summary>
public sealed class RemoveContract(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string platform, string id, int version, CancellationToken ct) =>
        ContractRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                if ((await run.ContractsAsync(token)).Find(contract => contract.Id == id) is not { } old)
                {
                    return Refusal.NotFound("Contract not found.");
                }

                if (old.Version != version)
                {
                    return Refusal.Stale(ContractRun.Changed);
                }

                await run.RemoveAsync(old, token);
                return old.Id;
            },
            ct
        );
}
