using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Signs of life in one division: a client without a grant there gets a short answer, not an error, so silence of many licensed people is no proof that nobody worked.
/// </summary>
/// <param name="Licensed">Active people who hold a base.</param>
/// <param name="LastPresent">Last day on which any of them was present.</param>
/// <param name="LastOnQueue">Last day on which anybody there was on queue.</param>
/// <param name="LastHandled">Last day on which anybody there handled, monitored, coached or barged anything in any medium.</param>
public sealed record DivisionSign(int Licensed, DateOnly? LastPresent, DateOnly? LastOnQueue, DateOnly? LastHandled)
{
    public const int Enough = 5;

    /// <param name="from">First day of the window; it ends at C, and what lies after counts too.</param>
    public bool HidesPresence(DateOnly from) => Licensed >= Enough && !(LastPresent >= from);

    public bool HidesConversations(DateOnly from) => HidesPresence(from) || (LastOnQueue >= from && !(LastHandled >= from));
}

public static class DivisionSigns
{
    /// <summary>By division key; 0 are the people without one.</summary>
    /// <param name="division">Only this one; null: all.</param>
    public static async Task<IReadOnlyDictionary<int, DivisionSign>> ReadAsync(LicenseDb db, int platformKey, Catalogue catalogue, CancellationToken ct, int? division = null)
    {
        var bases = catalogue.Bases.Select(sku => sku.Id).ToList();
        var features = catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Key).Append(UsageFeature.OtherMedia).ToList();
        var people = db.People.AsNoTracking().Where(p => p.PlatformKey == platformKey && (division == null || (p.DivisionKey ?? 0) == division));
        var licensed = people.Where(p => p.State == PersonState.Active
            && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null && db.Skus.Any(k => k.Key == s.SkuKey && bases.Contains(k.VendorId))));
        var counts = await licensed.GroupBy(p => p.DivisionKey ?? 0).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var present = await licensed.Join(db.PersonDays, p => p.Key, d => d.PersonKey, (p, d) => new { Division = p.DivisionKey ?? 0, d.LastDay })
            .GroupBy(x => x.Division).Select(g => new { g.Key, Last = g.Max(x => x.LastDay) }).ToDictionaryAsync(g => g.Key, g => (int?)g.Last, ct);
        var onQueue = await people.Join(db.PersonDays, p => p.Key, d => d.PersonKey, (p, d) => new { Division = p.DivisionKey ?? 0, d.LastOnQueueOn })
            .Where(x => x.LastOnQueueOn != null).GroupBy(x => x.Division).Select(g => new { g.Key, Last = g.Max(x => x.LastOnQueueOn) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var handled = await people.Join(db.FeatureUses.Where(u => db.Features.Any(f => f.Key == u.FeatureKey && features.Contains(f.Name))), p => p.Key, u => u.PersonKey,
                (p, u) => new { Division = p.DivisionKey ?? 0, u.LastUsedOn })
            .GroupBy(x => x.Division).Select(g => new { g.Key, Last = g.Max(x => x.LastUsedOn) }).ToDictionaryAsync(g => g.Key, g => (int?)g.Last, ct);
        return counts.Keys.Union(onQueue.Keys).ToDictionary(key => key, key => new DivisionSign(
            counts.GetValueOrDefault(key),
            FactDay.ToDate(present.GetValueOrDefault(key)),
            FactDay.ToDate(onQueue.GetValueOrDefault(key)),
            FactDay.ToDate(handled.GetValueOrDefault(key))));
    }
}
