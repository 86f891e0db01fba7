using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>One tag with the number of visible people who have it.</summary>
/// <param name="People">People protected today.</param>
/// <param name="Coming">The current or next season.</param>
public sealed record TagRow(
    string Name,
    int Version,
    TagTerms Terms,
    bool IsBuiltIn,
    int People,
    int ExpiringSoon,
    int Rules,
    Period? Coming
);

/// <summary>The tags of one platform.</summary>
public sealed class TagList(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task<IReadOnlyList<TagRow>> RunAsync(Viewer viewer, string platformName, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return [];
        }

        var today = platform.LocalDay(clock.GetUtcNow());
        var soon = today.AddDays(ExemptionList.SoonDays);
        var tags = await db.ExemptionTags.AsNoTracking().Where(t => t.PlatformKey == platform.Key).OrderBy(t => t.Key).ToListAsync(ct);
        var held = await db
            .People.VisibleTo(viewer)
            .Where(p => p.PlatformKey == platform.Key)
            .Join(db.Exemptions.Where(e => e.From <= today && (e.To == null || e.To >= today)), p => p.Key, e => e.PersonKey, (_, e) => e)
            .GroupBy(e => e.Tag)
            .Select(same => new
            {
                Tag = same.Key,
                People = same.Select(e => e.PersonKey).Distinct().Count(),
                Soon = same.Count(e => e.To <= soon),
            })
            .ToDictionaryAsync(same => same.Tag, ct);
        var rules = await db
            .ExemptionRules.Where(r => r.PlatformKey == platform.Key)
            .GroupBy(r => r.Tag)
            .Select(same => new { Tag = same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Tag, same => same.Count, ct);
        return
        [
            .. tags.Select(tag => new TagRow(
                tag.Name,
                tag.Version,
                tag.Terms,
                tag.IsBuiltIn,
                held.GetValueOrDefault(tag.Name)?.People ?? 0,
                held.GetValueOrDefault(tag.Name)?.Soon ?? 0,
                rules.GetValueOrDefault(tag.Name),
                tag.Season?.Coming(today)
            )),
        ];
    }
}
