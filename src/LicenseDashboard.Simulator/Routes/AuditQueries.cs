using System.Collections.Concurrent;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal sealed record AuditQuery(
    string Id,
    DateTime SubmittedElapsing,
    DateTime SubmittedAt,
    string Service,
    string IntervalText,
    IReadOnlyList<(Person Person, AuditEntry Entry)> Entries
);

/// <summary>Asynchronous queries of the audit log, one at a time for the whole organization.</summary>
internal sealed class AuditQueries(Simulation simulation)
{
    private const int MostDays = 30;
    private const int MostDaysBack = 365;
    private readonly ConcurrentDictionary<string, AuditQuery> _queries = new(StringComparer.Ordinal);
    private readonly Lock _submission = new();
    private AuditQuery? _last;
    private ulong _count;

    public AuditQuery Submit(JsonElement body)
    {
        var service = body.Text("serviceName") ?? throw ApiError.BadRequest("serviceName is required.");
        var interval = body.Interval(MostDays);
        if (!simulation.Audits.Services.ContainsKey(service))
        {
            throw new ApiError(400, "invalid.value", $"serviceName '{service}' is not in the service mapping.");
        }

        if (interval.From < simulation.Clock.Now.AddDays(-MostDaysBack - 1))
        {
            throw new ApiError(400, "invalid.date", "interval may not begin more than a year ago.");
        }

        var filters = body.Objects("filters")
            .Select(filter => (Property: filter.Text("property") ?? "", Value: filter.Text("value") ?? ""))
            .ToList();
        lock (_submission)
        {
            if (_last is not null && StateOf(_last) != "Succeeded")
            {
                throw new ApiError(409, "conflict", "Another audit query of this organization is still running.");
            }

            var query = new AuditQuery(
                Dice.Id((ulong)simulation.Options.Seed, "audit query", ++_count),
                simulation.Clock.Elapsing,
                simulation.Clock.Now,
                service,
                body.Text("interval")!,
                Read(interval, service, filters, Descending(body))
            );
            return _queries[query.Id] = _last = query;
        }
    }

    public AuditQuery Find(string id) => _queries.GetValueOrDefault(id) ?? throw ApiError.NotFound($"transaction {id}");

    public string StateOf(AuditQuery query)
    {
        var age = simulation.Clock.Elapsing - query.SubmittedElapsing;
        return age >= simulation.JobDuration ? "Succeeded"
            : age >= simulation.JobDuration / 2 ? "Running"
            : "Queued";
    }

    public void WriteStatus(Utf8JsonWriter json, AuditQuery query)
    {
        json.WriteStartObject();
        json.WriteString("id", query.Id);
        json.WriteString("state", StateOf(query));
        json.WriteInstant("startDate", query.SubmittedAt);
        json.WriteString("interval", query.IntervalText);
        json.WriteString("serviceName", query.Service);
        json.WriteEndObject();
    }

    private List<(Person Person, AuditEntry Entry)> Read(
        Interval interval,
        string service,
        List<(string Property, string Value)> filters,
        bool descending
    )
    {
        var entries = new List<AuditEntry>();
        var found = new List<(Person Person, AuditEntry Entry)>();
        foreach (var person in simulation.Organization.People)
        {
            simulation.Timeline.Audits(person, interval, entries);
            found.AddRange(
                entries
                    .Where(entry =>
                        entry.Service == service
                        && simulation.Audits.Serves(entry)
                        && filters.TrueForAll(filter => Matches(person, entry, filter))
                    )
                    .Select(entry => (person, entry))
            );
        }

        var sorted = descending ? found.OrderByDescending(row => row.Entry.At) : found.OrderBy(row => row.Entry.At);
        return [.. sorted.ThenBy(row => row.Person.Index)];
    }

    private static bool Matches(Person person, AuditEntry entry, (string Property, string Value) filter) =>
        filter.Property switch
        {
            "UserId" => person.Id == filter.Value,
            "Action" => entry.Action == filter.Value,
            "EntityType" => entry.Entity == filter.Value,
            "EntityId" => entry.EntityId == filter.Value,
            "ClientId" or "TrusteeOrganizationId" => false,
            _ => throw new ApiError(400, "invalid.value", $"filters can't name the property '{filter.Property}'."),
        };

    private static bool Descending(JsonElement body) =>
        body.Objects("sort")
            .Any(sort =>
                string.Equals(sort.Text("sortOrder"), "descending", StringComparison.OrdinalIgnoreCase)
                || string.Equals(sort.Text("sortOrder"), "desc", StringComparison.OrdinalIgnoreCase)
            );
}
