using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>The signed-in person's place in the reporting line of each platform. Empty until the directory has been imported.</summary>
public interface IResolveScopes
{
    /// <param name="mail">As returned by the sign-in; case and surrounding whitespace are ignored.</param>
    Task<IReadOnlyList<ReportingScope>> ForMailAsync(string mail, CancellationToken ct);
}

internal sealed class ResolveScopes(IDbContextFactory<LicenseDb> dbs) : IResolveScopes
{
    public async Task<IReadOnlyList<ReportingScope>> ForMailAsync(string mail, CancellationToken ct)
    {
        if (PersonMail.Normalize(mail) is not { Length: > 0 } normalized)
        {
            return [];
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var accounts = await db
            .People.AsNoTracking()
            .Where(p => p.NormalizedEmail == normalized && p.State == PersonState.Active)
            .OrderBy(p => p.Key)
            .Select(p => new ReportingScope(p.PlatformKey, p.Key, p.Position, p.PositionEnd))
            .ToListAsync(ct);

        // If two active accounts on one platform share a mail address, it is unknown which one signed in, so neither gives a scope.
        return [.. accounts.GroupBy(scope => scope.PlatformKey).Where(platform => platform.Count() == 1).SelectMany(platform => platform)];
    }
}
