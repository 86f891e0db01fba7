using System.Text.Encodings.Web;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// The request to the identity provider as JSON. Composed once and stored with the item, so that every attempt is identical. Contains
/// only the personal data that the provider needs to find the account.
/// </summary>
internal static class IdentityRequestBody
{
    /// <summary>Names are not escaped because people read it, too; pages encode it like any other text.</summary>
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<string> OfAsync(LicenseDb db, RemediationWork work, GrantSnapshot snapshot, Uri root, CancellationToken ct)
    {
        var (item, release) = (work.Item, work.Item.Plan.Release!);
        var row = await db.Recommendations.AsNoTracking().SingleAsync(r => r.Id == item.RecommendationId, ct);
        var externalId = await db
            .IdentityPeople.Where(link => link.PersonKey == item.PersonKey)
            .Join(db.Identities, link => link.IdentityKey, identity => identity.Key, (_, identity) => identity.ExternalId)
            .FirstOrDefaultAsync(ct);
        var names = await db
            .Roles.AsNoTracking()
            .Where(role => role.PlatformKey == item.PlatformKey)
            .ToDictionaryAsync(role => role.VendorId, role => role.Name, ct);
        return JsonSerializer.Serialize(
            new
            {
                id = item.Id.Value,
                platform = work.Platform.Name,
                action = WordsOf(release.Action),
                endSessions = release.EndSessions,
                leaver = item.IsLeaver,
                user = new
                {
                    id = work.Person.VendorId,
                    email = work.Person.Email,
                    externalId,
                },
                licenses = Advice.Split(item.SeatBefore),
                roles = snapshot
                    .Direct.GroupBy(grant => grant.RoleId)
                    .OrderBy(role => role.Key, StringComparer.Ordinal)
                    .Select(role => new
                    {
                        id = role.Key,
                        name = names.GetValueOrDefault(role.Key),
                        divisions = role.Select(grant => grant.DivisionId).Order(StringComparer.Ordinal),
                    }),
                rolesByGroup = snapshot
                    .RolesByGroup.Order(StringComparer.Ordinal)
                    .Select(id => new { id, name = names.GetValueOrDefault(id) }),
                reason = row.Reason,
                link = new Uri(root, $"/reclamation?row={item.RecommendationId.Value}"),
            },
            _json
        );
    }

    private static string WordsOf(SeatAction action) =>
        action switch
        {
            SeatAction.RemoveRoles => "remove-roles",
            SeatAction.SetInactive => "set-inactive",
            SeatAction.Both => "remove-roles-and-set-inactive",
        };
}
