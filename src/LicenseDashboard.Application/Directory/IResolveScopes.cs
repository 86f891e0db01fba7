using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

/// <summary>Where somebody who signed in stands in the reporting line of each platform. Empty until the directory has arrived.</summary>
public interface IResolveScopes
{
    /// <param name="mail">As the sign-in gives it; case and spaces around it don't matter.</param>
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

        // Two active accounts with one mail at one platform: which of them signed in can't be told, so neither gives a scope.
        return [.. accounts.GroupBy(scope => scope.PlatformKey).Where(platform => platform.Count() == 1).SelectMany(platform => platform)];
    }
}
