using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>An organization runs one audit query at a time for all clients, so imports go first.</summary>
internal static class AuditFacts
{
    public const string Template = "/api/v2/audits/query";
    public const int PageSize = 500;
    public const int MostDays = 30;
    private const int Conflicts = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Task<IReadOnlyDictionary<string, IReadOnlyList<JsonNode>>> MappingAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "audit mapping",
            async () =>
            {
                var request = ApiRequest.Get(Template + "/servicemapping");
                var services = JsonReading.List(await session.AskAsync(request, ct), "services") ?? throw Paging.NoList(request);
                return (IReadOnlyDictionary<string, IReadOnlyList<JsonNode>>)
                    services
                        .GroupBy(service => JsonReading.Text(service, "name") ?? "", StringComparer.Ordinal)
                        .ToDictionary(
                            service => service.Key,
                            service => (IReadOnlyList<JsonNode>)[.. service.SelectMany(part => JsonReading.List(part, "entities") ?? [])],
                            StringComparer.Ordinal
                        );
            }
        );

    /// <summary>The longest query an import sends, for an audited service.</summary>
    public static Task<FinishedJob> QueryAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "audit query",
            async () =>
            {
                var mapping = await CheckSession.GivenAsync(MappingAsync(session, ct), "the list of audited services");
                var service =
                    session.Terms.Audits.FirstOrDefault(audits => mapping.ContainsKey(audits.Service))?.Service
                    ?? throw new UntoldException("None of the services LicenseDashboard reads is audited.");
                var query = Query(session, service, MostDays);
                var started = session.Time.GetTimestamp();
                var id = await session.Clients.Jobs.FinishAsync(
                    "check " + Template,
                    query.Route,
                    () => SubmitAsync(session, query, ct),
                    one => StateAsync(session, one, ct),
                    ct
                );
                return new FinishedJob(id, session.Time.GetElapsedTime(started));
            }
        );

    public static Task<JobPages> PagesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "audit pages",
            async () =>
                await UsageFacts.ReadAsync(
                    session,
                    Template,
                    await CheckSession.GivenAsync(QueryAsync(session, ct), "an audit query"),
                    PageSize,
                    "entities",
                    ct
                )
        );

    public static ApiRequest Query(CheckSession session, string service, int days) =>
        CheckSession.Post(
            Template,
            new JsonObject
            {
                ["interval"] = session.LastDays(days).Text,
                ["serviceName"] = service,
                ["sort"] = new JsonArray(new JsonObject { ["name"] = "Timestamp", ["sortOrder"] = "ascending" }),
            }
        );

    private static async Task<string> SubmitAsync(CheckSession session, ApiRequest query, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return JsonReading.Text(await session.AskAsync(query, ct), "id")
                    ?? throw new VendorException($"{query.Route} answered without an id.") { Route = query.Route };
            }
            catch (VendorException fault) when (fault.Status == 409)
            {
                if (attempt == Conflicts)
                {
                    throw new UntoldException(
                        "Another audit query is running in this organization. Run the check again later.",
                        fault.Message
                    );
                }

                await Task.Delay(Patience, session.Time, ct);
            }
        }
    }

    private static async Task<JobProgress> StateAsync(CheckSession session, string id, CancellationToken ct)
    {
        var state = JsonReading.Text(await session.AskAsync(ApiRequest.Get(Template + "/{transactionId}", id), ct), "state") ?? "";
        return new(
            state.ToUpperInvariant() switch
            {
                "SUCCEEDED" => JobState.Done,
                "FAILED" or "CANCELLED" => JobState.Lost,
                _ => JobState.Running,
            },
            state
        );
    }
}
