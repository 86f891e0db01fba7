using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class AuditProbes
{
    private const string Mapping = "the list of what is audited";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "audits-mapping",
            "Every service and entity that the program reads is audited",
            "Use of what is missing can't be seen: its features are judged as \"not audited here\", and such rows stay under review.",
            MappingAsync
        ),
        new(
            "audits-views",
            "Views of schedules, forecasts, topics and dashboards are audited",
            "Views are not recorded: such recommendations are based on changes only, say so, and stay under review.",
            ViewsAsync
        ),
        new(
            "audits-range",
            "Audits can be asked over 30 days, oldest first",
            "What is read from audits can't be judged. Report the " + "refusal: the program has to ask in shorter pieces.",
            async (session, ct) => Finding.Holds($"Taken; done after {(await AuditFacts.QueryAsync(session, ct)).Took.TotalSeconds:0} s.")
        ),
        new(
            "audits-page-size",
            "Results of audits give 500 entries a page",
            "The program goes on with fewer rows a page, so an import " + "takes more requests. No change.",
            async (session, ct) =>
                UsageFacts.PageSize(
                    await CheckSession.GivenAsync(AuditFacts.PagesAsync(session, ct), "the result of an audit query"),
                    AuditFacts.PageSize
                )
        ),
        new(
            "audits-actors",
            "An audit entry names who did it and when",
            "Use that is read from audits is not counted. Report it.",
            ActorsAsync
        ),
        new(
            "audits-one-at-a-time",
            "A second audit query is taken or asked to wait",
            "Imports of audits can fail while another client " + "reads them. Report the answer.",
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
            missing.Count == 0 ? $"All {session.Terms.Audits.Count} services." : $"Missing: {string.Join(", ", missing)}."
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
            ? Finding.Untold("None of their services is audited.")
            : Finding.When(without.Count == 0, without.Count == 0 ? "They are." : $"Not in {string.Join(", ", without)}.");
    }

    private static async Task<Finding> ActorsAsync(CheckSession session, CancellationToken ct)
    {
        var entries = (await CheckSession.GivenAsync(AuditFacts.PagesAsync(session, ct), "the result of an audit query")).Rows;
        var (named, dated) = (
            entries.Count(entry => JsonReading.Id(JsonReading.At(entry, "user")) is not null),
            entries.Count(entry => JsonReading.Instant(entry, "eventDate") is not null)
        );
        return entries.Count == 0
            ? Finding.Untold("The service that was asked has no entry in 30 days.")
            : Finding.When(
                named > 0 && dated == entries.Count,
                $"Of {EnglishText.Count(entries.Count)}, {EnglishText.Count(named)} name a person and {EnglishText.Count(dated)} a time."
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
            return Finding.Holds("It is taken.");
        }
        catch (VendorException fault) when (fault.Status is 409)
        {
            return Finding.Holds($"{Finding.Words(fault)}, and the program waits.");
        }
    }
}
