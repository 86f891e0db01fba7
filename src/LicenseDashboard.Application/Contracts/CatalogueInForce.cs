using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <param name="Catalogue">With the prices of the contracts in force, if the viewer may know them.</param>
/// <param name="WithContract">False if the viewer may not know them; then nothing can be said about contracted prices.</param>
public sealed record CatalogueShown(Catalogue Catalogue, bool WithContract);

/// <summary>The catalogue as it counts on one platform today, which is what recommendations are made with.</summary>
public sealed class CatalogueInForce(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="platformName">Key of the platform.</param>
    public async Task<CatalogueShown> RunAsync(Viewer viewer, string platformName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return new CatalogueShown(catalogue, WithContract: false);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return new CatalogueShown(catalogue, WithContract: true);
        }

        var contracts = await LoadContracts.OfAsync(db, platform.Key, ct);
        return new CatalogueShown(catalogue.Under(contracts, platform.LocalDay(clock.GetUtcNow())), WithContract: true);
    }
}
