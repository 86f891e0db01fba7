using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Frees the seat of a person who has left, regardless of steps, tags and activity. Works and saves on the caller's context in the
/// caller's transaction; the caller wakes the workers after the commit. A repeated call does nothing.
/// </summary>
internal sealed class ReclaimLeaver(Catalogue catalogue, IPlanRemediation remediations, TimeProvider clock)
{
    private const string Left = "The person has left.";

    /// <summary>Call after the commit.</summary>
    public void Wake() => remediations.Wake();

    /// <param name="source">Named in the audit as the author of the approval.</param>
    /// <param name="why">The reason shown in the row: <c>Left: deactivated by the identity provider</c>.</param>
    /// <returns>The row; null if the person holds no seat, so that there is nothing to plan.</returns>
    public async Task<RecommendationId?> RunAsync(LicenseDb db, Viewer source, int personKey, string why, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(source);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Key == personKey, ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == person.PlatformKey, ct);
        var now = clock.GetUtcNow();
        var live = await db.Recommendations.SingleOrDefaultAsync(
            r => r.PersonKey == personKey && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved),
            ct
        );
        if (
            live is { Status: RecommendationStatus.Approved }
            && await db.ReclamationCases.AnyAsync(c => c.RecommendationId == live.Id && c.IsLeaver, ct)
            && await SeatsComingBack.OfAsync(db, personKey, ct) is null
        )
        {
            return live.Id;
        }

        var today = platform.LocalDay(now);
        var finding = await FindAsync(db, person, today, why, ct);
        if (live is not null)
        {
            await WithdrawAsync(db, source, live, takenOver: finding is not null, now.UtcDateTime, ct);
        }

        if (finding is null)
        {
            return null;
        }

        var row = Recommendation.Raise(
            platform.Key,
            await PersonLines.OneAsync(db, person, ct),
            Advice.Of(finding),
            today,
            now.UtcDateTime
        );
        var author = Viewer.Standing(source.Name, source.Actor);
        if (row.Approve(author, why, today, now.UtcDateTime).Refusal is { } refused)
        {
            throw new InvalidOperationException($"A leaver's row was refused: {refused.Code}.");
        }

        db.Recommendations.Add(row);
        db.ReclamationCases.Add(ReclamationCase.Leaver(row.Id, today, finding.Seen.On));
        db.RecommendationEvidence.Add(RaiseReclamations.Stored(row.Id, finding));
        var planned = await remediations.PlanLeaverAsync(db, row, Evidence.Of(finding), author, now.UtcDateTime, ct);
        await db.AppendAsync(
            [
                RecommendationAudit.Moved(
                    row,
                    RecommendationStatus.Open,
                    "recommendation.approved",
                    author.Actor,
                    now.UtcDateTime,
                    why: why,
                    detail: "leaver"
                ),
                .. planned,
            ],
            ct
        );
        return row.Id;
    }

    /// <summary>
    /// Saved before the new row because a person can have only one live row. Changes already written are ended when the leaver's item is
    /// claimed; if there is no seat left, they finish normally.
    /// </summary>
    private async Task WithdrawAsync(LicenseDb db, Viewer source, Recommendation live, bool takenOver, DateTime now, CancellationToken ct)
    {
        var from = live.Status;
        AuditEntry[] cancelled = [];
        if (from == RecommendationStatus.Approved)
        {
            var outcome = await remediations.CancelAsync(db, live.Id, Left, source, now, ct);
            if (outcome.Refusal is not null && !takenOver)
            {
                return;
            }

            cancelled = outcome.Refusal is null ? outcome.Value : [];
        }

        live.Withdraw(Left, now);
        await db.AppendAsync(
            [RecommendationAudit.Moved(live, from, "recommendation.withdrawn", source.Actor, now, detail: "leaver"), .. cancelled],
            ct
        );
    }

    private async Task<ReclaimFinding?> FindAsync(LicenseDb db, Person person, DateOnly today, string why, CancellationToken ct)
    {
        if (await HeldAsync(db, person, ct) is not { } held)
        {
            return null;
        }

        var definitions = await db.Skus.AsNoTracking().Where(s => s.PlatformKey == person.PlatformKey && s.Defined).ToListAsync(ct);
        var byRole = held.Grants.GroupBy(grant => grant.RoleId).OrderBy(role => role.Key, StringComparer.Ordinal).ToList();
        var ids = byRole.Select(role => role.Key).ToList();
        var roles = await db
            .Roles.Where(r => r.PlatformKey == person.PlatformKey && ids.Contains(r.VendorId))
            .Select(r => new { r.VendorId, r.Name })
            .ToListAsync(ct);
        var organization = new OrganizationFacts
        {
            Catalogue = catalogue,
            Definitions = [.. definitions.Select(s => new SkuFacts(s.VendorId, s.Permissions, s.Prerequisites, s.Comprises))],
            Roles = [.. roles.Select(role => new RoleFacts(role.VendorId, role.Name, []))],
            Groups = [],
            Streams = new Dictionary<string, StreamFacts>(),
            AuditMapping = null,
        };
        var policies = await LoadPolicies.ReadAsync(db, person.PlatformKey, ct);
        var division = await db.Divisions.Where(d => d.Key == person.DivisionKey).Select(d => d.VendorId).SingleOrDefaultAsync(ct);
        var facts = new PersonFacts
        {
            Key = person.Key,
            IsActive = true,
            Division = division ?? "",
            Skus = [.. held.Skus.Select(sku => new HeldSku(sku))],
            GroupIds = [],
            LastUsedOn = [],
            Grants =
            [
                .. byRole.Select(role => new DirectGrant(
                    role.Key,
                    [.. role.Select(grant => grant.DivisionId).Order(StringComparer.Ordinal)]
                )),
            ],
        };
        return new InactiveSeats(organization, today, policies.TermsOf).Leaver(facts, why);
    }

    /// <summary>The seat in the last import, otherwise one that is being restored.</summary>
    private static async Task<SeatComingBack?> HeldAsync(LicenseDb db, Person person, CancellationToken ct)
    {
        var skus = await db
            .Seats.Where(s => s.PersonKey == person.Key && s.To == null)
            .Join(db.Skus, s => s.SkuKey, k => k.Key, (s, k) => k.VendorId)
            .ToListAsync(ct);
        if (skus.Count == 0)
        {
            return await SeatsComingBack.OfAsync(db, person.Key, ct);
        }

        var grants = await db
            .PersonGrants.Where(g => g.PersonKey == person.Key)
            .Join(db.Roles, g => g.RoleKey, r => r.Key, (g, r) => new { r.VendorId, g.DivisionId })
            .ToListAsync(ct);
        return new SeatComingBack(skus, [.. grants.Select(grant => (grant.VendorId, grant.DivisionId))]);
    }
}
