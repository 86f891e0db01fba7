using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Audit;

/// <summary>One change of something that has a history.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">A person's name, or what acted instead of a person.</param>
/// <param name="Before">Null if it did not exist before.</param>
/// <param name="After">Null if it was removed.</param>
/// <param name="Why">As typed; empty if no reason was asked for.</param>
public sealed record ObjectVersion<T>(DateTime At, string By, T? Before, T? After, string Why = "")
    where T : class;

/// <summary>Reads the audit of one object.</summary>
internal static class AuditHistory
{
    public const string MayNot = "Only administrators and auditors see the history.";

    /// <summary>A history shows at most so many changes, the newest.</summary>
    public const int Most = 200;

    public static bool MayRead(Viewer viewer) => viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor | ViewerRoles.ApiRead);

    /// <returns>Newest first, each with the name of who did it.</returns>
    public static async Task<IReadOnlyList<(AuditEntry Entry, string By)>> ReadAsync(
        LicenseDb db,
        Expression<Func<AuditEntry, bool>> which,
        CancellationToken ct
    )
    {
        var entries = await db.Audit.AsNoTracking().Where(which).OrderByDescending(e => e.Sequence).Take(Most).ToListAsync(ct);
        var names = await NamesAsync(db, entries.Select(e => e.Actor), ct);
        return [.. entries.Select(e => (e, names(e.Actor)))];
    }

    /// <summary>The name of each of these actors; the role of one who has never acted under a name.</summary>
    public static async Task<Func<string, string>> NamesAsync(LicenseDb db, IEnumerable<string> actors, CancellationToken ct)
    {
        List<string> wanted = [.. actors.Distinct()];
        var known = await db.Set<AuditActor>()
            .AsNoTracking()
            .Where(a => wanted.Contains(a.Actor))
            .ToDictionaryAsync(a => a.Actor, a => a.Name, ct);
        return actor => NameOf(actor, known.GetValueOrDefault(actor));
    }

    private static string NameOf(string actor, string? name) =>
        actor.Split(':', 2) switch
        {
            ["job", ..] => "LicenseDashboard",
            ["policy", ..] => "Reclamation policy",
            ["token", var token] => $"API token {token}",
            _ when !string.IsNullOrWhiteSpace(name) => name,
            ["persona", var role] => Capitalized(role.Replace('-', ' ')),
            _ => "A person whose name is not known",
        };

    private static string Capitalized(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
