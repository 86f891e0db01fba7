using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Changes the days or the reason of an exemption.</summary>
public sealed class ChangeExemption(IDbContextFactory<LicenseDb> dbs, IProtectRows rows, TimeProvider clock)
{
    private readonly ExemptionWrites _writes = new(rows);

    /// <param name="request">The new values; a missing end means until the tag is removed.</param>
    public Task<Outcome<ExemptionId>> RunAsync(
        Viewer viewer,
        ExemptionId id,
        int version,
        ExemptionRequest request,
        CancellationToken ct
    ) =>
        OneExemption.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            version,
            async (run, exemption, token) =>
            {
                ArgumentNullException.ThrowIfNull(request);
                var tag = await run.TagAsync(exemption.Tag, token);
                if (tag.Refusal is { } unknownTag)
                {
                    return unknownTag;
                }

                var terms = new ExemptionTerms(
                    request.From ?? exemption.From,
                    request.To,
                    request.Why ?? "",
                    request.FallbackControl,
                    request.Approver
                ).Checked(exemption.Tag, run.Today);
                if (terms.Refusal is { } invalid)
                {
                    return invalid;
                }

                run.Entries.AddRange(
                    await _writes.SetAsync(
                        run.Db,
                        tag.Value,
                        exemption.Source,
                        [new Assignment(exemption.PersonKey, terms.Value)],
                        viewer,
                        run.Now,
                        run.Today,
                        token
                    )
                );
                return exemption.Id;
            },
            ct
        );
}

/// <summary>
/// Removes an exemption. The person's row stays protected until the next evaluation, which takes everything else into account.
/// </summary>
public sealed class RemoveExemption(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public Task<Outcome<ExemptionId>> RunAsync(Viewer viewer, ExemptionId id, int version, CancellationToken ct) =>
        OneExemption.RunAsync(
            dbs,
            clock,
            viewer,
            id,
            version,
            async (run, exemption, token) =>
            {
                run.Entries.AddRange(
                    await ExemptionWrites.RemoveAsync(
                        run.Db,
                        run.Platform.Key,
                        [exemption],
                        ExemptionWrites.Unassigned,
                        viewer,
                        run.Now,
                        token
                    )
                );
                return exemption.Id;
            },
            ct
        );
}

internal static class OneExemption
{
    public static async Task<Outcome<ExemptionId>> RunAsync(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        ExemptionId id,
        int version,
        Func<ExemptionRun, Exemption, CancellationToken, Task<Outcome<ExemptionId>>> work,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var look = await dbs.CreateDbContextAsync(ct);
        var visible = ExemptionList.VisibleTo(look, viewer);
        if (
            await visible.Where(row => row.Exemption.Id == id).Select(row => row.Platform.Name).SingleOrDefaultAsync(ct) is not { } platform
        )
        {
            return Refusal.NotFound("Exemption not found.");
        }

        return await ExemptionRun.RunAsync<ExemptionId>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                if (await run.Db.Exemptions.SingleOrDefaultAsync(e => e.Id == id, token) is not { } exemption)
                {
                    return Refusal.NotFound("Exemption not found.");
                }

                if (exemption.Version != version)
                {
                    return Refusal.Stale(ExemptionRun.Changed);
                }

                return exemption.Source == ExemptionSource.Rule
                    ? new Refusal(
                        "by-rule",
                        "This exemption comes from a rule and would return with the next import. Change or end the rule instead."
                    )
                    : await work(run, exemption, token);
            },
            ct
        );
    }
}
