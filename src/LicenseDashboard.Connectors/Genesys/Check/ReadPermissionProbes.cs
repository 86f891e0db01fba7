using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Checks permissions by calling the routes that require them, which proves more than the client's list of roles.</summary>
internal static class ReadPermissionProbes
{
    /// <summary>For each permission, the question that requires it and what doesn't work without it.</summary>
    private static readonly Dictionary<string, (Func<CheckSession, CancellationToken, Task> Ask, string Without)> _asked = new(
        StringComparer.Ordinal
    )
    {
        ["directory:user:view"] = (Listings.PeopleAsync, "Imports can't run. Genesys Cloud requires it in all divisions."),
        ["directory:userStateChange:view"] = (
            async (s, ct) => await s.AskAsync(ApiRequest.Get("/api/v2/users/{userId}/state", await SomebodyAsync(s, ct)), ct),
            "Seasonal and leave absences are unknown, so people on leave can get recommendations."
        ),
        ["authorization:role:view"] = (Listings.RolesAsync, "Imports can't run."),
        ["authorization:grant:view"] = (GrantsAsync, "Imports can't run."),
        ["authorization:license:view"] = (SeatFacts.DefinitionsAsync, "Imports can't run."),
        ["analytics:conversationAggregate:view"] = (
            ConversationFacts.AggregatesAsync,
            "Voice, digital, and supervision can't be evaluated."
        ),
        ["analytics:conversationDetail:view"] = (
            ConversationFacts.AvailableAsync,
            "LicenseDashboard can't tell how far conversation data is complete, so voice, digital, and supervision can't be evaluated."
        ),
        ["analytics:userDetail:view"] = (PresenceFacts.AvailableAsync, "Presence is unknown, so no one is reported as inactive."),
        ["analytics:evaluationAggregate:view"] = (EvaluationFacts.ReceivedAsync, "Quality can't be evaluated."),
        ["analytics:dataRetention:view"] = (
            UsageFacts.RetentionAsync,
            "The first import queries the longest evaluation period, even if Genesys Cloud no longer keeps those days."
        ),
        ["audits:audit:view"] = (AuditFacts.MappingAsync, "Planning, speech analytics, administration, and reporting can't be evaluated."),
        ["wfm:agent:view"] = (
            PlanningFacts.MembersAsync,
            "Scheduled people are unknown, so planning can't be evaluated. Genesys Cloud also accepts wfm:publishedSchedule:view."
        ),
        ["wfm:publishedSchedule:view"] = (PlanningFacts.SchedulesAsync, "Published schedules are unknown, so planning can't be evaluated."),
        ["billing:subscription:view"] = (
            BillingFacts.ReportAsync,
            "Billed use is unknown, so activity is judged by presence and tokens only."
        ),
    };

    public static IReadOnlyList<Probe> All { get; } =
    [
        .. GenesysPermissions.Read.Select(needed => new Probe(
            "read:" + needed.Name,
            $"{needed.Name}: {needed.Purpose}",
            $"{_asked[needed.Name].Without} Add {needed.Name} to the role of the read client.",
            (session, ct) => AskAsync(session, _asked[needed.Name].Ask, ct)
        )),
        new(
            "read-all-divisions",
            "All permissions are granted in all divisions",
            "People in other divisions, or their activity, are missing. Grant the read client's role in all divisions.",
            EverywhereAsync
        ),
        new(
            "read-only",
            "The read client can't change anything",
            "A fault while reading could change data. Remove these permissions from the read client's role; only the write client needs "
                + "them.",
            ReadOnlyAsync
        ),
    ];

    private static async Task<Finding> AskAsync(CheckSession session, Func<CheckSession, CancellationToken, Task> ask, CancellationToken ct)
    {
        try
        {
            await ask(session, ct);
            return Finding.Holds("Genesys Cloud answered.");
        }
        catch (VendorException fault) when (fault.Status == 403)
        {
            return Finding.Not($"{Finding.Words(fault)}.", fault.Message);
        }
        catch (VendorException fault) when (fault.Status is 404 or null or >= 500)
        {
            return Finding.Of(fault);
        }
        catch (VendorException fault)
        {
            // A missing permission is reported before the request itself is validated.
            return Finding.Holds($"Genesys Cloud accepted the request ({Finding.Words(fault)}).");
        }
    }

    private static async Task<string> SomebodyAsync(CheckSession session, CancellationToken ct) =>
        (await CheckSession.GivenAsync(Listings.SeatsAsync(session, ct), "a person with a license")).Rows is [var first, ..]
        && JsonReading.Id(first) is { } id
            ? id
            : throw new UntoldException("No one has a license.");

    private static async Task GrantsAsync(CheckSession session, CancellationToken ct) =>
        await session.AskAsync(
            ApiRequest
                .Get("/api/v2/authorization/subjects/{subjectId}", await SomebodyAsync(session, ct))
                .With("includeDuplicates", "true"),
            ct
        );

    private static async Task<Finding> EverywhereAsync(CheckSession session, CancellationToken ct)
    {
        var me = await SubjectMe.OfAsync(session, session.Clients.Reader, "read", ct);
        var divisions = await DivisionIdsAsync(session, ct);
        var missing = GenesysPermissions
            .Read.Select(needed => needed.Name)
            .Where(name => me.Holds(name) && !me.HoldsEverywhere(name, divisions))
            .ToList();
        return Finding.When(
            missing.Count == 0,
            missing.Count == 0 ? "All are." : $"Granted in some divisions only: {string.Join(", ", missing)}."
        );
    }

    /// <summary>Null if the list can't be read.</summary>
    public static async Task<IReadOnlyCollection<string>?> DivisionIdsAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            return [.. (await Listings.DivisionsAsync(session, ct)).Rows.Select(JsonReading.Id).OfType<string>()];
        }
        catch (VendorException)
        {
            // The line about the list of divisions says why.
            return null;
        }
    }

    private static async Task<Finding> ReadOnlyAsync(CheckSession session, CancellationToken ct)
    {
        var me = await SubjectMe.OfAsync(session, session.Clients.Reader, "read", ct);
        var writes = GenesysPermissions.Write.Select(needed => needed.Name).Where(me.Holds).ToList();
        return Finding.When(
            writes.Count == 0,
            writes.Count == 0 ? "Its roles don't allow any changes." : $"Its roles allow {string.Join(", ", writes)}."
        );
    }
}
