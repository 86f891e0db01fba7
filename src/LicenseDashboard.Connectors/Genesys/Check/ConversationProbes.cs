using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class ConversationProbes
{
    private const string Pages = "the pages of the query over 31 days";
    private const int Parallel = 3;

    private static readonly HashSet<string> _media = new(StringComparer.OrdinalIgnoreCase)
    {
        "callback",
        "chat",
        "cobrowse",
        "email",
        "internalmessage",
        "message",
        "screenmonitoring",
        "screenshare",
        "unknown",
        "video",
        "voice",
    };

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "conversations-range",
            "Conversations can be asked over 31 days, by person, medium and purpose",
            "Voice, digital and supervision can't be judged. Report the refusal: the program has to ask in shorter pieces.",
            RangeAsync
        ),
        new(
            "conversations-days",
            "Steps of one day begin at the platform's local midnight",
            "Use can count for the day before or after. " + "Check Genesys__TimeZone; report it otherwise.",
            DaysAsync
        ),
        new(
            "conversations-page-size",
            "Results of conversations give 1,000 rows a page",
            "The program goes on with fewer rows a page, " + "so an import takes more requests. No change.",
            async (session, ct) =>
                UsageFacts.PageSize(
                    await CheckSession.GivenAsync(ConversationFacts.PagesAsync(session, ct), Pages),
                    ConversationFacts.PageSize
                )
        ),
        new(
            "conversations-purpose",
            "Handled conversations carry the purpose agent",
            "No one seems to handle conversations, so voice " + "and digital look unused. Report the words that were seen.",
            PurposeAsync
        ),
        new(
            "conversations-media",
            "Every medium is one that the program knows",
            "Use of the medium counts for no feature. Add it to the " + "media of a feature in Catalogue__File.",
            MediaAsync
        ),
        new(
            "conversations-available",
            "The vendor says until when conversations are complete, and is at most three days behind",
            "Later days are unknown, and rows wait until the vendor has caught up. Ask the vendor's support if it stays so.",
            (session, ct) => UsageFacts.AvailableAsync(ConversationFacts.AvailableAsync(session, ct), session)
        ),
        new(
            "retention",
            "The vendor keeps as many days as the longest window looks back",
            "Earlier days are unknown, so features with a longer window are not judged. Shorten their windows (Catalogue__Lookbacks__…), "
                + "or wait until the program has them itself.",
            RetentionAsync
        ),
        new(
            "parallel-jobs",
            $"{Parallel} queries can be under way at the same time",
            "Imports wait and repeat, so they take longer. " + "No change.",
            ParallelAsync
        ),
    ];

    private static async Task<Finding> RangeAsync(CheckSession session, CancellationToken ct) =>
        Finding.Holds($"Taken; done after {(await ConversationFacts.AggregatesAsync(session, ct)).Took.TotalSeconds:0} s.");

    private static async Task<Finding> DaysAsync(CheckSession session, CancellationToken ct)
    {
        var buckets = (await RowsAsync(session, ct))
            .SelectMany(row => JsonReading.List(row, "data") ?? [])
            .Select(bucket => JsonReading.Text(bucket, "interval"))
            .OfType<string>()
            .ToList();
        var off = buckets.Count(interval => !IsLocalDay(interval, session.Terms.Zone));
        return buckets.Count == 0
            ? Finding.Untold("No one handled a conversation in 31 days.")
            : Finding.When(
                off == 0,
                off == 0
                    ? $"All {EnglishText.Count(buckets.Count)} steps."
                    : $"{EnglishText.Count(off)} of {EnglishText.Count(buckets.Count)} steps are no local day."
            );
    }

    private static bool IsLocalDay(string interval, TimeZoneInfo zone) =>
        interval.Split('/') is [var start, var end]
        && LenientInstant.Parse(start) is { } from
        && LenientInstant.Parse(end) is { } to
        && LocalDays.Spans(LocalDays.Of(from, zone), LocalDays.Of(from, zone), zone, 2).Single() == new UtcSpan(from, to);

    private static async Task<Finding> PurposeAsync(CheckSession session, CancellationToken ct)
    {
        var words = Words(await RowsAsync(session, ct), "purpose");
        return words.Count == 0
            ? Finding.Untold("No one handled a conversation in 31 days.")
            : Finding.When(words.Contains("agent"), $"Seen: {string.Join(", ", words)}.");
    }

    private static async Task<Finding> MediaAsync(CheckSession session, CancellationToken ct)
    {
        var words = Words(await RowsAsync(session, ct), "mediaType");
        var unknown = words.Where(word => !_media.Contains(word)).ToList();
        return words.Count == 0
            ? Finding.Untold("No one handled a conversation in 31 days.")
            : Finding.When(
                unknown.Count == 0,
                unknown.Count == 0 ? $"Seen: {string.Join(", ", words)}." : $"Unknown: {string.Join(", ", unknown)}."
            );
    }

    private static List<string> Words(IReadOnlyList<JsonNode> rows, string dimension) =>
        [
            .. rows.Select(row => JsonReading.Text(JsonReading.At(row, "group"), dimension))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static async Task<IReadOnlyList<JsonNode>> RowsAsync(CheckSession session, CancellationToken ct) =>
        (await CheckSession.GivenAsync(ConversationFacts.PagesAsync(session, ct), Pages)).Rows;

    private static async Task<Finding> RetentionAsync(CheckSession session, CancellationToken ct) =>
        JsonReading.Number(await CheckSession.GivenAsync(UsageFacts.RetentionAsync(session, ct), "the days of history"), "retentionDays")
            is not { } days
            ? Finding.Untold("The answer names no days.")
            : Finding.When(
                days >= session.Terms.LongestWindow,
                $"{EnglishText.Count(days)} days; the longest window is {EnglishText.Count(session.Terms.LongestWindow)}."
            );

    private static async Task<Finding> ParallelAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(ConversationFacts.AggregatesAsync(session, ct), "the query over 31 days");
        try
        {
            // Not deleted after use: the vendor discards them itself.
            await Task.WhenAll(
                Enumerable
                    .Range(0, Parallel)
                    .Select(_ => session.AskAsync(CheckSession.Post(ConversationFacts.Template, ConversationFacts.Body(session, 1)), ct))
            );
            return Finding.Holds("All were taken.");
        }
        catch (VendorException fault) when (fault.Status is >= 400 and < 500)
        {
            return Finding.Not($"{Finding.Words(fault)}.", fault.Message);
        }
    }
}
