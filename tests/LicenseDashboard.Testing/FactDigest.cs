using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Testing;

/// <summary>
/// Every fact of a database as sorted lines and a digest of each table. Rows are named by the vendor's ids, never by our keys, so that two
/// databases that learnt the same in a different order are equal.
/// </summary>
public static class FactDigest
{
    /// <summary>Table → number of rows and digest; equal dictionaries mean equal facts.</summary>
    public static async Task<SortedDictionary<string, string>> OfAsync(LicenseDb db, CancellationToken ct = default)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, rows) in await LinesAsync(db, ct))
        {
            rows.Sort(StringComparer.Ordinal);
            digests[table] = string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..16]}"
            );
        }

        return digests;
    }

    public static async Task<Dictionary<string, List<string>>> LinesAsync(LicenseDb db, CancellationToken ct = default)
    {
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.Key, ct);
        var features = await db.Features.ToDictionaryAsync(f => f.Key, f => f.Name, ct);
        var streams = await db.Streams.AsNoTracking().ToDictionaryAsync(s => s.Key, ct);
        var divisions = await db.Divisions.ToDictionaryAsync(d => d.Key, d => d.VendorId, ct);
        var skus = await db.Skus.ToDictionaryAsync(s => s.Key, s => s.VendorId, ct);
        var roles = await db.Roles.ToDictionaryAsync(r => r.Key, r => r.VendorId, ct);
        var groups = await db.Groups.ToDictionaryAsync(g => g.Key, g => g.VendorId, ct);
        string Who(int key) => people[key].VendorId;
        return new Dictionary<string, List<string>>
        {
            ["People"] =
            [
                .. people.Values.Select(p =>
                    Line(
                        p.VendorId,
                        p.Name,
                        p.Email,
                        p.State,
                        p.Title,
                        p.Department,
                        p.DivisionKey is { } d ? divisions[d] : "",
                        p.ManagerKey is { } m ? Who(m) : "",
                        p.HiredOn,
                        p.GroupsKnown,
                        p.InManagementUnit,
                        p.LastShiftOn,
                        p.InCycle
                    )
                ),
            ],
            ["Members"] = [.. (await db.GroupMembers.ToListAsync(ct)).Select(m => Line(groups[m.GroupKey], Who(m.PersonKey)))],
            ["Seats"] = [.. (await db.Seats.ToListAsync(ct)).Select(s => Line(Who(s.PersonKey), skus[s.SkuKey], s.From, s.To))],
            ["Grants"] =
            [
                .. (await db.PersonGrants.ToListAsync(ct)).Select(g => Line(Who(g.PersonKey), roles[g.RoleKey], g.DivisionId)),
                .. (await db.GroupGrants.ToListAsync(ct)).Select(g => Line("group", groups[g.GroupKey], roles[g.RoleKey], g.DivisionId)),
            ],
            ["UsageDays"] =
            [
                .. (await db.UsageDays.AsNoTracking().ToListAsync(ct)).Select(u =>
                    Line(u.Day, Who(u.PersonKey), features[u.FeatureKey], u.Count, u.Seconds)
                ),
            ],
            ["FeatureUses"] =
            [
                .. (await db.FeatureUses.AsNoTracking().ToListAsync(ct)).Select(u =>
                    Line(Who(u.PersonKey), features[u.FeatureKey], u.FirstUsedOn, u.LastUsedOn)
                ),
            ],
            ["Sessions"] =
            [
                .. (await db.PresenceSessions.AsNoTracking().ToListAsync(ct)).Select(s =>
                    Line(s.Start, Who(s.PersonKey), s.End, s.IdleTail)
                ),
            ],
            ["PersonDays"] =
            [
                .. (await db.PersonDays.AsNoTracking().ToListAsync(ct)).Select(d =>
                    Line(Who(d.PersonKey), d.LastDay, d.Recent, d.Earlier, d.FirstPresentOn, d.LastOnQueueOn)
                ),
            ],
            ["OpenStretches"] =
            [
                .. (await db.OpenStretches.AsNoTracking().Where(s => s.Kind != 3).ToListAsync(ct)).Select(s =>
                    Line(s.Start, Who(s.PersonKey), s.Kind, s.End)
                ),
            ],
            ["Coverage"] =
            [
                .. (await db.Coverage.AsNoTracking().ToListAsync(ct)).Select(c =>
                    Line(streams[c.StreamKey].Name, c.Day, c.DivisionKey == 0 ? "none" : divisions[c.DivisionKey])
                ),
            ],
            ["UncoveredDivisions"] =
            [
                .. (await db.UncoveredDivisions.AsNoTracking().ToListAsync(ct)).Select(n =>
                    Line(streams[n.StreamKey].Name, divisions[n.DivisionKey], n.Shown)
                ),
            ],
            ["PersonDivisions"] =
            [
                .. (await db.PersonDivisions.AsNoTracking().ToListAsync(ct)).Select(d =>
                    Line(Who(d.PersonKey), d.DivisionKey == 0 ? "none" : divisions[d.DivisionKey], d.From, d.To)
                ),
            ],
            ["Streams"] = [.. streams.Values.Select(s => Line(s.Name, s.State, s.CompleteThrough, s.FirstDay, s.AuditsViews))],
        };
    }

    private static string Line(params object?[] fields) =>
        string.Join('|', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));
}
