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
            "Presence can be asked over 31 days",
            "The program asks for a week at a time instead, many more requests "
                + "for each import. Nothing to do where that works; report it otherwise.",
            async (session, ct) =>
                Finding.Holds($"Taken; done after {(await PresenceFacts.JobAsync(session, ct)).Took.TotalSeconds:0} " + $"s.")
        ),
        new(
            "presence-week",
            "Where no query is worked on in the background, a week can be asked at once",
            "Presence stays unknown where " + "the longer query isn't served, and no license is reported as unused.",
            WeekAsync
        ),
        new(
            "presence-page-size",
            "Results of presence give 500 people a page",
            "The program goes on with fewer rows a page, so an " + "import takes more requests. No change.",
            async (session, ct) =>
                UsageFacts.PageSize(await CheckSession.GivenAsync(PresenceFacts.PagesAsync(session, ct), Pages), PresenceFacts.PageSize)
        ),
        new(
            "presence-words",
            "Every presence is one that the program knows",
            "An unknown word counts as being there. Report it if it " + "means the opposite.",
            WordsAsync
        ),
        new(
            "presence-times",
            "Stretches of presence have a beginning",
            "Presence without one is left out, so people look absent. Report " + "it.",
            TimesAsync
        ),
        new("presence-open", "A stretch that still goes on has no end", "Days that it spans can be missed. Report it.", OpenAsync),
        new(
            "presence-available",
            "The vendor says until when presence is complete, and is at most three days behind",
            "Later days are unknown, and rows wait until the vendor has caught up. Ask the vendor's support if it stays so.",
            (session, ct) => UsageFacts.AvailableAsync(PresenceFacts.AvailableAsync(session, ct), session)
        ),
        new(
            "presence-divisions",
            "Every division with licenses had activity in 31 days",
            "Either no one works there, or the read client can't see usage there. Then its people are not evaluated. If people work "
                + "there, grant the read client's role in these divisions.",
            DivisionsAsync
        ),
        new(
            "seats-are-holders",
            "The list of licenses names who holds one, not who used one",
            "Assigned licenses are unknown: people who don't use their license are missing from the list. Under a "
                + "concurrent contract, compare the "
                + "number with the vendor's admin pages before you trust it.",
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
        return Finding.Holds("Taken.");
    }

    private static async Task<IReadOnlyList<JsonNode>> StretchesAsync(CheckSession session, CancellationToken ct)
    {
        var stretches = (await CheckSession.GivenAsync(PresenceFacts.PagesAsync(session, ct), Pages))
            .Rows.SelectMany(PresenceFacts.Stretches)
            .ToList();
        return stretches.Count > 0 ? stretches : throw new UntoldException("No one was present in 31 days.");
    }

    private static async Task<Finding> WordsAsync(CheckSession session, CancellationToken ct)
    {
        var unknown = (await StretchesAsync(session, ct))
            .Select(stretch => JsonReading.Text(stretch, "systemPresence") ?? "none")
            .Where(word => !_words.Contains(word))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return Finding.When(unknown.Count == 0, unknown.Count == 0 ? "No other." : $"Also {string.Join(", ", unknown)}.");
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
            ? Finding.Untold("None goes on.")
            : Finding.When(ahead == 0, ahead == 0 ? $"{EnglishText.Count(open)} go on." : $"{EnglishText.Count(ahead)} end in the future.");
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
                    ? $"In all {divisions.Count}."
                    : $"No one was present in {silent.Count} of {divisions.Count}, with "
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
            ? Finding.Holds($"{EnglishText.Count(absent)} of {EnglishText.Count(holders.Count)} holders were not there in 31 days.")
            : Finding.Untold(
                session.Terms.Concurrent == true
                    ? "Every holder was there in 31 days, and the contract counts people at the same time: the list may leave "
                        + "out who didn't "
                        + "use a license."
                    : "Every holder was there in 31 days, so it doesn't show."
            );
    }
}
