using System.Text.Json.Nodes;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PresenceProbes
{
    private const string Pages = "the pages of presence over 31 days";

    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "AVAILABLE",
        "AWAY",
        "BUSY",
        "BREAK",
        "IDLE",
        "MEAL",
        "MEETING",
        "OFFLINE",
        "ON_QUEUE",
        "TRAINING",
    };

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "presence-range",
            "Presence queries can span 31 days",
            "LicenseDashboard queries one week at a time instead, with many more requests per import. If that fails too, report this "
                + "result.",
            async (session, ct) =>
                Finding.Holds($"Accepted; finished in {(await PresenceFacts.JobAsync(session, ct)).Took.TotalSeconds:0} s.")
        ),
        new(
            "presence-week",
            "Without background queries, one week of presence can be queried at a time",
            "If the longer query isn't available either, presence stays unknown and no one is reported as inactive.",
            WeekAsync
        ),
        new(
            "presence-page-size",
            "Presence results return 500 people per page",
            "LicenseDashboard requests fewer rows per page, so imports send more requests. Nothing to do.",
            async (session, ct) =>
                UsageFacts.PageSize(await CheckSession.GivenAsync(PresenceFacts.PagesAsync(session, ct), Pages), PresenceFacts.PageSize)
        ),
        new(
            "presence-words",
            "LicenseDashboard knows every presence in use",
            "An unknown presence counts as activity. If it means the opposite, report it.",
            WordsAsync
        ),
        new(
            "presence-times",
            "Presence periods have a start",
            "Periods without a start are ignored, so people look absent. Report this result.",
            TimesAsync
        ),
        new("presence-open", "Ongoing presence periods have no end", "Days within them can be missed. Report this result.", OpenAsync),
        new(
            "presence-available",
            "Genesys Cloud reports how far presence data is complete, at most three days behind",
            "More recent days are unknown, and recommendations wait for them. If the delay persists, contact Genesys support.",
            (session, ct) => UsageFacts.AvailableAsync(PresenceFacts.AvailableAsync(session, ct), session)
        ),
        new(
            "presence-divisions",
            "Every division with licenses had activity in the last 31 days",
            "Either no one works there, or the read client can't see activity there, so its people aren't evaluated. If people work "
                + "there, grant the read client's role in these divisions.",
            DivisionsAsync
        ),
        new(
            "seats-are-holders",
            "The list of licenses shows who has a license, not who used one",
            "Assigned licenses are unknown: people who don't use their license are missing from the list. With a concurrent contract, "
                + "compare the number with Genesys Cloud Admin first.",
            HoldersAsync
        ),
    ];

    private static async Task<Finding> WeekAsync(CheckSession session, CancellationToken ct)
    {
        await session.AskAsync(
            CheckSession.Post(
                "/api/v2/analytics/users/details/query",
                new JsonObject
                {
                    ["interval"] = session.LastDays(7).Text,
                    ["paging"] = new JsonObject { ["pageSize"] = 100, ["pageNumber"] = 1 },
                }
            ),
            ct
        );
        return Finding.Holds("Accepted.");
    }

    private static async Task<IReadOnlyList<JsonNode>> StretchesAsync(CheckSession session, CancellationToken ct)
    {
        var stretches = (await CheckSession.GivenAsync(PresenceFacts.PagesAsync(session, ct), Pages))
            .Rows.SelectMany(PresenceFacts.Stretches)
            .ToList();
        return stretches.Count > 0 ? stretches : throw new UntoldException("No one was present in the last 31 days.");
    }

    private static async Task<Finding> WordsAsync(CheckSession session, CancellationToken ct)
    {
        var unknown = (await StretchesAsync(session, ct))
            .Select(stretch => JsonReading.Text(stretch, "systemPresence") ?? "none")
            .Where(word => !_words.Contains(word))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return Finding.When(unknown.Count == 0, unknown.Count == 0 ? "No others found." : $"Also found: {string.Join(", ", unknown)}.");
    }

    private static async Task<Finding> TimesAsync(CheckSession session, CancellationToken ct)
    {
        var stretches = await StretchesAsync(session, ct);
        var without = stretches.Count(stretch => JsonReading.Instant(stretch, "startTime") is null);
        return Finding.When(without == 0, $"{EnglishText.Count(stretches.Count - without)} of {EnglishText.Count(stretches.Count)}.");
    }

    private static async Task<Finding> OpenAsync(CheckSession session, CancellationToken ct)
    {
        var now = session.Time.GetUtcNow().UtcDateTime;
        var stretches = await StretchesAsync(session, ct);
        var (open, ahead) = (
            stretches.Count(stretch => !JsonReading.Has(stretch, "endTime")),
            stretches.Count(stretch => JsonReading.Instant(stretch, "endTime") > now)
        );
        return open + ahead == 0
            ? Finding.Untold("No presence period is ongoing.")
            : Finding.When(
                ahead == 0,
                ahead == 0 ? $"{EnglishText.Count(open)} are ongoing." : $"{EnglishText.Count(ahead)} end in the future."
            );
    }

    private static async Task<Finding> DivisionsAsync(CheckSession session, CancellationToken ct)
    {
        var present = await PresenceFacts.PresentAsync(session, ct);
        var held = await SeatFacts.HeldAsync(session, ct);
        var people = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people")).Rows;
        var divisions = people
            .Where(row => held.GetValueOrDefault(JsonReading.Id(row)!) is { Count: > 0 })
            .GroupBy(row => JsonReading.Id(JsonReading.At(row, "division")) ?? "", StringComparer.Ordinal)
            .Where(division => division.Key.Length > 0)
            .ToList();
        var silent = divisions.Where(division => !division.Any(row => present.Contains(JsonReading.Id(row)!))).ToList();
        return divisions.Count == 0
            ? Finding.Untold("No one with a license has a division.")
            : Finding.When(
                silent.Count == 0,
                silent.Count == 0
                    ? $"All {divisions.Count} had activity."
                    : $"No one was present in {silent.Count} of {divisions.Count} divisions, with "
                        + $"{EnglishText.Count(silent.Sum(division => division.Count()))} licensed people.",
                string.Join(
                    ", ",
                    silent.Select(division => JsonReading.Text(JsonReading.At(division.First(), "division"), "name") ?? division.Key)
                )
            );
    }

    private static async Task<Finding> HoldersAsync(CheckSession session, CancellationToken ct)
    {
        var present = await PresenceFacts.PresentAsync(session, ct);
        var holders = (await SeatFacts.HeldAsync(session, ct)).Where(seat => seat.Value.Count > 0).Select(seat => seat.Key).ToList();
        var absent = holders.Count(id => !present.Contains(id));
        return absent > 0
            ? Finding.Holds($"{EnglishText.Count(absent)} of {EnglishText.Count(holders.Count)} license holders were absent for 31 days.")
            : Finding.Untold(
                session.Terms.Concurrent == true
                    ? "Every license holder was present in the last 31 days, and the contract is concurrent: people who "
                        + "didn't use a license may be missing."
                    : "Every license holder was present in the last 31 days, so this can't be determined."
            );
    }
}
