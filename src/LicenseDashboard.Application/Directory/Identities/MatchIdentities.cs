using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>One of two identities that may be the same person.</summary>
/// <param name="LeftAt">UTC; null if the provider has not reported that they left.</param>
/// <param name="Accounts">Names of the linked accounts.</param>
public sealed record MatchSide(
    string Name,
    string? Email,
    string? EmployeeNumber,
    bool Active,
    DateTime? LeftAt,
    IReadOnlyList<string> Accounts
);

/// <param name="Now">The identity the provider refers to now.</param>
/// <param name="Before">The identity that left, or that only the platform knows, under the same name, address or employee number.</param>
public sealed record MatchRow(int Key, MatchSide Now, MatchSide Before, DateTime SaidAt);

/// <summary>Identities that may be one person, for an administrator to decide. Auditors can see them.</summary>
public sealed class MatchIdentities(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    public async Task<IReadOnlyList<MatchRow>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor))
        {
            return [];
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var matches = await db.IdentityMatches.AsNoTracking().OrderBy(m => m.Key).Take(Slice.MaxCount).ToListAsync(ct);
        var keys = matches.SelectMany(match => new[] { match.IdentityKey, match.OtherKey }).Distinct().ToList();
        var identities = await db.Identities.AsNoTracking().Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, ct);
        var accounts = (
            await (
                from link in db.IdentityPeople
                join person in db.People on link.PersonKey equals person.Key
                where keys.Contains(link.IdentityKey)
                orderby person.Name, person.Key
                select new { link.IdentityKey, person.Name }
            ).ToListAsync(ct)
        ).ToLookup(each => each.IdentityKey, each => each.Name);
        return
        [
            .. matches
                .Where(match => identities.ContainsKey(match.IdentityKey) && identities.ContainsKey(match.OtherKey))
                .Select(match => new MatchRow(match.Key, Side(match.IdentityKey), Side(match.OtherKey), match.SaidAt)),
        ];

        MatchSide Side(int key)
        {
            var identity = identities[key];
            var name = identity.DisplayName ?? identity.FormattedName ?? $"{identity.GivenName} {identity.FamilyName}".Trim();
            return new MatchSide(
                name.Length > 0 ? name : identity.UserName,
                identity.Email ?? identity.UserName,
                identity.EmployeeNumber,
                identity.Active,
                identity.LeftAt,
                [.. accounts[key]]
            );
        }
    }

    /// <param name="key">Key of the <see cref="MatchRow"/>.</param>
    /// <param name="same">
    /// True moves the accounts of the earlier identity to the current one, whose HR and provider reports then apply to them. False
    /// changes nothing.
    /// </param>
    public async Task<Outcome<bool>> DecideAsync(Viewer viewer, int key, bool same, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator can decide whether two identities are the same person.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            var outcome = await db.InTransactionAsync<Outcome<bool>>(
                async token =>
                {
                    if (await db.IdentityMatches.SingleOrDefaultAsync(m => m.Key == key, token) is not { } match)
                    {
                        return Refusal.NotFound("This is already decided.");
                    }

                    var now = clock.GetUtcNow().UtcDateTime;
                    var identity = await db.Identities.SingleAsync(i => i.Key == match.IdentityKey, token);
                    var other = await db.Identities.SingleAsync(i => i.Key == match.OtherKey, token);
                    db.IdentityMatches.Remove(match);
                    AuditEntry[] heard = [];
                    if (same)
                    {
                        var arrived = await IdentityMerge.RunAsync(db, identity, other, token);
                        heard = identity.Active
                            ? await leavers.ReturnedAsync(db, identity, viewer, now, token)
                            : await leavers.LeftAsync(db, identity, arrived, viewer, now, token);
                    }

                    var entry = new AuditEntry
                    {
                        At = now,
                        Actor = viewer.Actor,
                        Action = same ? "identity.matched" : "identity.told-apart",
                        Subject = $"identity:{identity.Id.Value}",
                        Detail = $"identity:{other.Id.Value}",
                    };
                    await db.AppendAsync([entry, .. heard], token);
                    return same;
                },
                ct
            );
            if (outcome.Refusal is null && same)
            {
                leavers.Wake();
            }

            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("One of the users has changed. Review them again.");
        }
    }
}
