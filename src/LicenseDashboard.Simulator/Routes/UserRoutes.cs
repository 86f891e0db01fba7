using System.Text.Json;
using LicenseDashboard.Simulator.Analytics;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class UserRoutes
{
    private const int LastInactive = 10_000;

    public static void MapUsers(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var writer = new UserWriter(simulation);
        routes.MapGet(
            "/api/v2/users",
            http =>
            {
                var state = State(http);
                if (
                    state == "inactive"
                    && (long)http.Number("pageNumber", 1, int.MaxValue) * http.Number("pageSize", 25, 500) > LastInactive
                )
                {
                    throw ApiError.BadRequest($"Inactive users beyond the first {LastInactive} can't be listed.");
                }

                if (
                    state == "active"
                    && simulation.Options.UsersLimit is { } limit
                    && (long)http.Number("pageNumber", 1, int.MaxValue) * http.Number("pageSize", 25, 500) > limit
                )
                {
                    throw ApiError.BadRequest($"Users beyond the first {limit} can't be listed.");
                }

                var expand = http.Expand();
                var ids = http.Texts("id");
                var found = simulation
                    .Organization.People.Where(person => Matches(person, state) && (ids.Count == 0 || ids.Contains(person.Id)))
                    .ToList();
                return Paged.ListAsync(http, found, 500, (json, person) => writer.Write(json, person, expand));
            }
        );
        routes.MapGet("/api/v2/users/query", http => QueryAsync(http, simulation, writer)).Needs("directory:user:view");
        routes.MapGet(
            "/api/v2/users/{userId}",
            http =>
            {
                var person = Find(http, simulation);
                if (IsHidden(http, person, simulation.Options.InactiveUsersMissing))
                {
                    throw ApiError.NotFound($"user {person.Id}");
                }

                var expand = http.Expand();
                return Answer.JsonAsync(http, json => writer.Write(json, person, expand));
            }
        );
        routes
            .MapGet(
                "/api/v2/users/{userId}/roles",
                http =>
                {
                    var person = Find(http, simulation);
                    return Answer.JsonAsync(http, json => writer.WriteAuthorization(json, person));
                }
            )
            .Needs("authorization:grant:view");
        routes.MapUserStates(simulation, writer);
    }

    public static Person Find(HttpContext http, Simulation simulation) =>
        simulation.Organization.Find(http.Route("userId")) ?? throw ApiError.NotFound($"user {http.Route("userId")}");

    private static Task QueryAsync(HttpContext http, Simulation simulation, UserWriter writer)
    {
        var state = State(http);
        var size = http.Number("pageSize", 25, simulation.MostOnPage(200));
        var expand = http.Expand();
        var first = Jobs.Place(http.Text("cursor")).Person;
        var people = simulation.Organization.People;
        return Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                var (written, i) = (0, first);
                json.WriteStartObject();
                json.WriteStartArray("entities");
                for (; i < people.Count && written < size; i++)
                {
                    if (Matches(people[i], state))
                    {
                        writer.Write(json, people[i], expand);
                        written++;
                        await stream.PaceAsync();
                    }
                }

                json.WriteEndArray();
                while (i < people.Count && !Matches(people[i], state))
                {
                    i++;
                }

                if (i < people.Count)
                {
                    json.WriteString("cursor", $"{i}.0");
                }

                json.WriteNumber("results", written);
                json.WriteString("selfUri", "/api/v2/users/query");
                json.WriteEndObject();
            }
        );
    }

    /// <summary>
    /// The documented default is the state "active", but an inactive user is found with an empty one. The behavior without the parameter
    /// is unknown.
    /// </summary>
    private static bool IsHidden(HttpContext http, Person person, bool inactiveMissing) =>
        (http.Text("state"), person.Account.State) switch
        {
            (not (null or "active" or "deleted"), _) => throw new ApiError(400, "invalid.value", "state must be active or deleted."),
            (var state, "deleted") => state != "deleted",
            (null, "inactive") => inactiveMissing && !http.Request.Query.ContainsKey("state"),
            (var state, "inactive") => state == "active" && inactiveMissing,
            _ => false,
        };

    private static string State(HttpContext http) =>
        (http.Text("state") ?? "active").ToLowerInvariant() switch
        {
            var state and ("active" or "inactive" or "deleted" or "any") => state,
            _ => throw new ApiError(400, "invalid.value", "state must be active, inactive, deleted or any."),
        };

    private static bool Matches(Person person, string state) => state == "any" || person.Account.State == state;
}

internal static class UserStateRoutes
{
    private static readonly string[] UserFields =
    [
        "name",
        "department",
        "email",
        "primaryContactInfo",
        "addresses",
        "title",
        "username",
        "manager",
        "images",
        "version",
        "profileSkills",
        "locations",
        "state",
        "stateChangeReason",
        "acdAutoAnswer",
        "certifications",
        "biography",
        "employerInfo",
        "preferredName",
    ];

    public static void MapUserStates(this IEndpointRouteBuilder routes, Simulation simulation, UserWriter writer)
    {
        routes
            .MapPatch(
                "/api/v2/users/{userId}",
                async http =>
                {
                    var person = UserRoutes.Find(http, simulation);
                    var body = await http.ObjectAsync(UserFields);
                    CheckVersion(body, person);
                    if (body.Text("state") is { } state)
                    {
                        Set(http, simulation, person, state, body.Text("stateChangeReason"));
                    }

                    await Answer.JsonAsync(http, json => writer.Write(json, person, []));
                }
            )
            .Needs("directory:user:edit");
        routes
            .MapGet(
                "/api/v2/users/{userId}/state",
                http =>
                {
                    var person = UserRoutes.Find(http, simulation);
                    return Answer.JsonAsync(http, json => WriteState(json, person.Account));
                }
            )
            .Needs("directory:userStateChange:view");
        routes
            .MapPut(
                "/api/v2/users/{userId}/state",
                async http =>
                {
                    var person = UserRoutes.Find(http, simulation);
                    var body = await http.ObjectAsync("state", "stateChangeReason", "stateChangeDate", "version");
                    CheckVersion(body, person);
                    Set(
                        http,
                        simulation,
                        person,
                        body.Text("state") ?? throw ApiError.BadRequest("state is required."),
                        body.Text("stateChangeReason")
                    );
                    await Answer.JsonAsync(http, json => WriteState(json, person.Account));
                }
            )
            .Needs("directory:user:edit");
    }

    private static void Set(HttpContext http, Simulation simulation, Person person, string state, string? reason)
    {
        if (state is not ("active" or "inactive" or "deleted"))
        {
            throw new ApiError(400, "invalid.value", "state must be active, inactive or deleted.");
        }

        if (reason is not (null or "Voluntary" or "Seasonal" or "Leave" or "Performance" or "Conduct" or "Unknown"))
        {
            throw new ApiError(
                400,
                "invalid.value",
                "stateChangeReason is none of Voluntary, Seasonal, Leave, Performance, Conduct, Unknown."
            );
        }

        simulation.Writer.Write(
            new JournalEntry(simulation.Clock.Now, Gate.TokenOf(http).Client.Id, "state", person.Id, [], state, reason)
        );
    }

    private static void CheckVersion(JsonElement body, Person person)
    {
        if (body.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) && number != person.Account.Version)
        {
            throw new ApiError(409, "general.conflict", $"The user has version {person.Account.Version}, not {number}.");
        }
    }

    private static void WriteState(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject();
        json.WriteString("state", account.State);
        if (account.Reason is not null)
        {
            json.WriteString("stateChangeReason", account.Reason);
        }

        if (account.ChangedAt is { } at)
        {
            json.WriteInstant("stateChangeDate", at);
        }

        json.WriteNumber("version", account.Version);
        json.WriteEndObject();
    }
}
