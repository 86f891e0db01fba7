using System.Text.Json;

namespace LicenseDashboard.Connectors.Tests.Simulator;

internal sealed record Seat(
    string Id,
    JsonElement User,
    IReadOnlyList<string> Licenses,
    IReadOnlyList<string> Roles,
    bool ByGroup,
    HashSet<string> Used,
    int DaysPresent,
    bool Inactive
);

/// <summary>What a client with read access can find out about the organization, put together without any of the product's code.</summary>
internal sealed record OrganizationView(
    DateOnly Today,
    IReadOnlyList<JsonElement> Users,
    IReadOnlyList<Seat> Seats,
    IReadOnlyList<JsonElement> Units,
    HashSet<string> Offered
)
{
    private static readonly string[] Dimensions = ["userId", "mediaType", "purpose"];
    private static readonly string[] Metrics = ["tHandle", "tMonitoring", "tCoaching", "tBarging"];
    private static readonly string[] Evaluations = ["nEvaluations"];
    private static readonly string[] Sides = ["userId", "evaluatorId"];
    private static readonly string[] Administration = ["Architect", "Routing", "Directory", "PeoplePermissions", "Integrations"];

    public static async Task<OrganizationView> ReadAsync(HttpClient http, DateOnly today)
    {
        var users = await http.UsersAsync();
        var licenses = (await http.ListAsync("/api/v2/license/users")).ToDictionary(
            row => row.Text("id"),
            row => row.GetProperty("licenses").EnumerateArray().Select(id => id.GetString()!).ToList()
        );
        var (roles, byGroup) = await RolesAsync(http, users);
        var used = licenses.Keys.ToDictionary(id => id, _ => new HashSet<string>());
        void Use(string user, string feature)
        {
            if (used.TryGetValue(user, out var features))
            {
                features.Add(feature);
            }
        }

        await ConversationsAsync(http, today, Use);
        var units = await http.UnitsAsync();
        foreach (var unit in units)
        {
            foreach (
                var member in (await http.ReadAsync($"/api/v2/workforcemanagement/managementunits/{unit.Text("id")}/users"))
                    .GetProperty("entities")
                    .EnumerateArray()
            )
            {
                Use(member.Text("id"), "workforce-planning");
            }
        }

        await AuditsAsync(http, today, Use);
        var days = new Dictionary<string, HashSet<string>>();
        var recent = new HashSet<string>();
        for (var chunk = 0; chunk < 3; chunk++)
        {
            foreach (
                var row in await http.JobAsync(
                    "/api/v2/analytics/users/details/jobs",
                    "userDetails",
                    new { interval = Chunk(today, chunk) }
                )
            )
            {
                foreach (
                    var start in row.GetProperty("primaryPresence")
                        .EnumerateArray()
                        .Where(stretch => stretch.Text("systemPresence") != "OFFLINE")
                        .Select(stretch => stretch.Text("startTime"))
                )
                {
                    (days.TryGetValue(row.Text("userId"), out var own) ? own : days[row.Text("userId")] = []).Add(start[..10]);
                    if (
                        string.CompareOrdinal(
                            start,
                            today.AddDays(-46).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                        ) >= 0
                    )
                    {
                        recent.Add(row.Text("userId"));
                    }
                }
            }
        }

        var seats = users
            .Where(user => licenses.ContainsKey(user.Text("id")))
            .Select(user =>
                user.Text("id") is var id
                    ? new Seat(
                        id,
                        user,
                        licenses[id],
                        roles[id],
                        byGroup.Contains(id),
                        used[id],
                        days.TryGetValue(id, out var own) ? own.Count : 0,
                        !recent.Contains(id)
                    )
                    : null!
            )
            .ToList();
        var offered = (await http.ReadAsync("/api/v2/license/definitions"))
            .EnumerateArray()
            .Select(definition => definition.Text("id"))
            .ToHashSet();
        return new OrganizationView(today, users, seats, units, offered);
    }

    private static string Chunk(DateOnly today, int back) =>
        Wire.Interval(today.AddDays(-1 - (30 * (back + 1))), today.AddDays(-1 - (30 * back)));

    private static async Task ConversationsAsync(HttpClient http, DateOnly today, Action<string, string> use)
    {
        for (var chunk = 0; chunk < 3; chunk++)
        {
            var rows = await http.JobAsync(
                "/api/v2/analytics/conversations/aggregates/jobs",
                "results",
                new
                {
                    interval = Chunk(today, chunk),
                    groupBy = Dimensions,
                    metrics = Metrics,
                }
            );
            foreach (var group in rows)
            {
                var key = group.GetProperty("group");
                var metrics = group
                    .GetProperty("data")[0]
                    .GetProperty("metrics")
                    .EnumerateArray()
                    .Select(metric => metric.Text("metric"))
                    .ToList();
                if (metrics.Contains("tHandle") && key.Text("purpose") == "agent")
                {
                    var isVoice = key.Text("mediaType") is "voice" or "callback";
                    if (isVoice || chunk < 2)
                    {
                        use(key.Text("userId"), isVoice ? "voice" : "digital");
                    }
                }

                if (metrics.Exists(metric => metric is "tMonitoring" or "tCoaching" or "tBarging"))
                {
                    use(key.Text("userId"), "supervision");
                }
            }

            foreach (var by in Sides)
            {
                var evaluations = await http.AskAsync(
                    "/api/v2/analytics/evaluations/aggregates/query",
                    new
                    {
                        interval = Chunk(today, chunk),
                        groupBy = Sides.Where(side => side == by),
                        metrics = Evaluations,
                        alternateTimeDimension = "evaluationReleaseDate",
                    }
                );
                foreach (var group in evaluations.GetProperty("results").EnumerateArray())
                {
                    use(group.Text("group", by), "quality");
                }
            }
        }
    }

    private static async Task AuditsAsync(HttpClient http, DateOnly today, Action<string, string> use)
    {
        (string Service, string Feature, int Chunks)[] services =
        [
            ("WorkforceManagement", "workforce-planning", 1),
            ("SpeechAndTextAnalytics", "speech-analytics", 3),
            ("AnalyticsReporting", "reporting", 3),
            .. Administration.Select(service => (service, "administration", 3)),
        ];
        foreach (var (service, feature, chunks) in services)
        {
            var entries = await http.AuditsAsync(service, today.AddDays(-31), today.AddDays(-1));
            for (var chunk = 1; chunk < chunks; chunk++)
            {
                entries.AddRange(await http.AuditsAsync(service, today.AddDays(-1 - (30 * (chunk + 1))), today.AddDays(-1 - (30 * chunk))));
            }

            foreach (var entry in entries.Where(entry => entry.Text("status") != "FAILURE"))
            {
                use(entry.Text("user", "id"), feature);
            }
        }
    }

    private static async Task<(Dictionary<string, List<string>> Roles, HashSet<string> ByGroup)> RolesAsync(
        HttpClient http,
        List<JsonElement> users
    )
    {
        var members = users
            .SelectMany(user =>
                user.GetProperty("groups").EnumerateArray().Select(group => (Group: group.Text("id"), User: user.Text("id")))
            )
            .ToLookup(pair => pair.Group, pair => pair.User);
        var roles = users.ToDictionary(user => user.Text("id"), _ => new List<string>());
        var byGroup = new HashSet<string>();
        foreach (var role in await http.ListAsync("/api/v2/authorization/roles"))
        {
            foreach (var subject in await http.ListAsync($"/api/v2/authorization/roles/{role.Text("id")}/subjectgrants"))
            {
                var isGroup = subject.Text("type") == "PC_GROUP";
                foreach (var user in isGroup ? members[subject.Text("id")] : [subject.Text("id")])
                {
                    roles[user].Add(role.Text("name"));
                    if (isGroup)
                    {
                        byGroup.Add(user);
                    }
                }
            }
        }

        return (roles, byGroup);
    }
}
