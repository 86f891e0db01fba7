using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class AuditProbes
{
    private const string Mapping = "the list of audited services";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "audits-mapping",
            "Every service and entity that LicenseDashboard reads is audited",
            "Use of the missing ones can't be detected. Their features are marked \"not audited here\", and affected recommendations "
                + "stay under review.",
            MappingAsync
        ),
        new(
            "audits-views",
            "Views of schedules, forecasts, topics, and dashboards are audited",
            "Only changes are recorded, not views. Affected recommendations say so and stay under review.",
            ViewsAsync
        ),
        new(
            "audits-range",
            "Audit queries can span 30 days, oldest entries first",
            "Features that are read from audits can't be evaluated. Report the error so that LicenseDashboard can use shorter queries.",
            async (session, ct) =>
                Finding.Holds($"Accepted; finished in {(await AuditFacts.QueryAsync(session, ct)).Took.TotalSeconds:0} s.")
        ),
        new(
            "audits-page-size",
            "Audit results return 500 entries per page",
            "LicenseDashboard requests fewer rows per page, so imports send more requests. Nothing to do.",
            async (session, ct) =>
                UsageFacts.PageSize(
                    await CheckSession.GivenAsync(AuditFacts.PagesAsync(session, ct), "the result of an audit query"),
                    AuditFacts.PageSize
                )
        ),
        new(
            "audits-actors",
            "Audit entries include the person and the time",
            "Use that is read from audits isn't counted. Report this result.",
            ActorsAsync
        ),
        new(
            "audits-one-at-a-time",
            "A second audit query is accepted or asked to wait",
            "Audit imports can fail while another client queries audits. Report the answer.",
            SecondAsync
        ),
    ];

    private static async Task<Finding> MappingAsync(CheckSession session, CancellationToken ct)
    {
        var mapping = await AuditFacts.MappingAsync(session, ct);
        var missing = session
            .Terms.Audits.SelectMany(audits =>
                !mapping.TryGetValue(audits.Service, out var entities)
                    ? [audits.Service]
                    : audits
                        .Entities.Where(entity => entity != "*" && !entities.Any(known => JsonReading.Text(known, "name") == entity))
                        .Select(entity => $"{audits.Service} {entity}")
            )
            .ToList();
        return Finding.When(
            missing.Count == 0,
            missing.Count == 0 ? $"All {session.Terms.Audits.Count} services are audited." : $"Missing: {string.Join(", ", missing)}."
        );
    }

    private static async Task<Finding> ViewsAsync(CheckSession session, CancellationToken ct)
    {
        var mapping = await CheckSession.GivenAsync(AuditFacts.MappingAsync(session, ct), Mapping);

        // Configuration is judged by changes anyway; for the others, a view is use.
        var read = session.Terms.Audits.Where(audits => audits.Views && mapping.ContainsKey(audits.Service)).ToList();
        var without = read.Where(audits =>
                !mapping[audits.Service]
                    .Where(entity => audits.Entities.Contains("*") || audits.Entities.Contains(JsonReading.Text(entity, "name") ?? ""))
                    .Any(entity => JsonReading.Ids(entity, "actions").Any(session.Terms.ViewActions.Contains))
            )
            .Select(audits => audits.Service)
            .ToList();
        return read.Count == 0
            ? Finding.Untold("None of these services is audited.")
            : Finding.When(without.Count == 0, without.Count == 0 ? "All of them are." : $"Not audited in {string.Join(", ", without)}.");
    }

    private static async Task<Finding> ActorsAsync(CheckSession session, CancellationToken ct)
    {
        var entries = (await CheckSession.GivenAsync(AuditFacts.PagesAsync(session, ct), "the result of an audit query")).Rows;
        var (named, dated) = (
            entries.Count(entry => JsonReading.Id(JsonReading.At(entry, "user")) is not null),
            entries.Count(entry => JsonReading.Instant(entry, "eventDate") is not null)
        );
        return entries.Count == 0
            ? Finding.Untold("The queried service has no entries in the last 30 days.")
            : Finding.When(
                named > 0 && dated == entries.Count,
                $"Of {EnglishText.Count(entries.Count)}, {EnglishText.Count(named)} include a person and {EnglishText.Count(dated)} a "
                    + "time."
            );
    }

    private static async Task<Finding> SecondAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(AuditFacts.QueryAsync(session, ct), "an audit query");
        var mapping = await CheckSession.GivenAsync(AuditFacts.MappingAsync(session, ct), Mapping);
        var query = AuditFacts.Query(session, session.Terms.Audits.First(audits => mapping.ContainsKey(audits.Service)).Service, 1);
        try
        {
            await session.AskAsync(query, ct);
            await session.AskAsync(query, ct);
            return Finding.Holds("Accepted.");
        }
        catch (VendorException fault) when (fault.Status is 409)
        {
            return Finding.Holds($"{Finding.Words(fault)}; LicenseDashboard waits and retries.");
        }
    }
}
