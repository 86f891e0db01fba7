using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>The billing report: keyed by mail, quantities as text, up to the previous day, and never ready on the first call.</summary>
internal static class BillingRoutes
{
    public static void MapBilling(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        var asked = new ConcurrentDictionary<(DateTime From, DateTime To), bool>();
        routes
            .MapGet(
                "/api/v2/billing/reports/billableusage",
                http =>
                {
                    var (from, to) = (Required(http, "startDate"), Required(http, "endDate"));
                    if (to <= from)
                    {
                        throw new ApiError(400, "invalid.date", "endDate must lie after startDate.");
                    }

                    var ready = !asked.TryAdd((from, to), true);
                    return Answer.JsonAsync(http, json => Write(json, simulation, from, to, ready));
                }
            )
            .Needs("billing:subscription:read", "billing:subscription:view");
    }

    private static DateTime Required(HttpContext http, string name) =>
        Asked.Instant(http.Text(name)) ?? throw new ApiError(400, "invalid.date", $"{name} must be an instant in ISO 8601.");

    private static void Write(Utf8JsonWriter json, Simulation simulation, DateTime from, DateTime to, bool ready)
    {
        json.WriteStartObject();
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{from:yyyyMMddHHmm}-{to:yyyyMMddHHmm}"));
        json.WriteInstant("startDate", from);
        json.WriteInstant("endDate", to);
        json.WriteString("status", ready ? "Complete" : "InProgress");
        json.WriteStartArray("usages");
        foreach (var usage in ready ? Usages(simulation, from, to) : [])
        {
            json.WriteStartObject();
            json.WriteString("name", usage.Key);
            json.WriteString("totalUsage", usage.Count().ToString(CultureInfo.InvariantCulture));
            json.WriteStartArray("resources");
            foreach (var (_, mail, at) in usage)
            {
                json.WriteStartObject();
                json.WriteString("name", mail);
                json.WriteInstant("date", at);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("selfUri", "/api/v2/billing/reports/billableusage");
        json.WriteEndObject();
    }

    private static List<IGrouping<string, (string License, string Mail, DateTime At)>> Usages(
        Simulation simulation,
        DateTime from,
        DateTime to
    )
    {
        var yesterday = simulation.Clock.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var interval = new Interval(from, to < yesterday ? to : yesterday);
        var rows = new List<(string License, string Mail, DateTime At)>();
        var stretches = new List<Stretch>();
        foreach (var person in simulation.Organization.People)
        {
            simulation.Timeline.Presence(person, interval, stretches);
            var first = stretches.Find(stretch => stretch.Status != "OFFLINE" && interval.Contains(stretch.Start));
            if (first != default && simulation.Organization.LicensesOf(person, simulation.Clock.Elapsing) is [var license, ..])
            {
                rows.Add((license, person.Email, first.Start));
            }
        }

        return [.. rows.GroupBy(row => row.License).OrderBy(usage => usage.Key, StringComparer.Ordinal)];
    }
}
