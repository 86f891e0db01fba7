using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Live;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>How many active people there are with each presence and each routing status: two lists, not their combinations.</summary>
internal static class AgentStateRoutes
{
    public static void MapAgentStates(this IEndpointRouteBuilder routes, Simulation simulation) =>
        routes.MapPost("/api/v2/analytics/agents/status/counts", http => CountAsync(http, simulation)).Needs("analytics:agentState:view");

    private static async Task CountAsync(HttpContext http, Simulation simulation)
    {
        await http.ObjectAsync();
        var groups = http.Texts("groupBy");
        if (groups.Count == 0 || groups.Any(group => group is not ("presence" or "routingstatus")))
        {
            throw new ApiError(400, "invalid.value", "groupBy must be presence or routingStatus.");
        }

        var hidden = simulation.Timeline.HiddenDivisions;
        var states = simulation
            .Organization.People.Where(person => person.Account.IsActive && !hidden.Contains(person.Site.Division.Id))
            .Select(simulation.Live.Of)
            .ToList();
        await Answer.JsonAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                if (groups.Contains("presence"))
                {
                    json.WriteStartArray("presenceCounts");
                    foreach (
                        var (presence, count) in states.CountBy(state => state.Presence).OrderBy(one => one.Key, StringComparer.Ordinal)
                    )
                    {
                        json.WriteStartObject();
                        json.WriteString("systemPresence", presence);
                        json.WriteString("organizationPresenceId", LiveJson.DefinitionId((ulong)simulation.Options.Seed, presence));
                        json.WriteNumber("count", count);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }

                if (groups.Contains("routingstatus"))
                {
                    json.WriteStartArray("routingStatusCounts");
                    foreach (var (routing, count) in states.CountBy(state => state.Routing).OrderBy(one => one.Key, StringComparer.Ordinal))
                    {
                        json.WriteStartObject();
                        json.WriteString("routingStatus", routing);
                        json.WriteNumber("count", count);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }
        );
    }
}
