using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>What one of our clients holds, according to the vendor.</summary>
/// <param name="Grants">
/// Permission patterns (<c>domain:entity:action</c>, each part may be <c>*</c>) with their division; <c>*</c> means every division.
/// </param>
internal sealed record SubjectMe(IReadOnlyList<(string Permission, string Division)> Grants)
{
    private const string AllDivisions = "*";

    public bool Holds(string permission) => Grants.Any(grant => Covers(grant.Permission, permission));

    public bool HoldsEverywhere(string permission, IReadOnlyCollection<string>? divisions)
    {
        var held = Grants
            .Where(grant => Covers(grant.Permission, permission))
            .Select(grant => grant.Division)
            .ToHashSet(StringComparer.Ordinal);
        return held.Contains(AllDivisions) || (divisions is { Count: > 0 } && divisions.All(held.Contains));
    }

    /// <summary>
    /// True if it holds write permissions for a whole domain or the administrator's permission, which is more than any change needs.
    /// </summary>
    public bool IsAdministrator =>
        Grants.Any(grant => grant.Permission is "*:*:*" or "admin" || Covers(grant.Permission, "directory:organization:admin"));

    /// <exception cref="UntoldException">The vendor doesn't return it, or not what the roles allow.</exception>
    public static Task<SubjectMe> OfAsync(CheckSession session, ApiClient client, string name, CancellationToken ct) =>
        CheckSession.GivenAsync(
            session.OnceAsync(
                "me " + name,
                async () => Read(await session.AskAsync(client, ApiRequest.Get("/api/v2/authorization/subjects/me"), ct))
            ),
            "the client's own roles"
        );

    private static SubjectMe Read(JsonNode answer)
    {
        List<(string, string)> grants = [];
        foreach (var grant in JsonReading.List(answer, "grants") ?? [])
        {
            var division = JsonReading.Id(JsonReading.At(grant, "division")) ?? "";
            grants.AddRange(Permissions(JsonReading.At(grant, "role")).Select(permission => (permission, division)));
        }

        return grants.Count > 0 ? new(grants) : throw new UntoldException("Genesys Cloud doesn't report what the client's roles allow.");
    }

    private static IEnumerable<string> Permissions(JsonNode? role) =>
        (JsonReading.List(role, "policies") ?? JsonReading.List(role, "permissionPolicies") ?? [])
            .SelectMany(policy =>
                Actions(policy)
                    .Select(action =>
                        $"{JsonReading.Text(policy, "domain") ?? "*"}:{JsonReading.Text(policy, "entityName") ?? "*"}:{action}"
                    )
            )
            .Concat(JsonReading.Ids(role, "permissions"));

    private static List<string> Actions(JsonNode policy) =>
        JsonReading.Ids(policy, "actions").Concat(JsonReading.Ids(policy, "actionSet")).DefaultIfEmpty("*").ToList();

    private static bool Covers(string pattern, string permission)
    {
        var (held, needed) = (pattern.Split(':'), permission.Split(':'));
        return held.Length == needed.Length
            && held.Zip(needed)
                .All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
