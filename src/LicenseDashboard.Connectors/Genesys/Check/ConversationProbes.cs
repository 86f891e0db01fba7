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
            "Conversation queries can span 31 days, grouped by person, media type, and purpose",
            "Voice, digital, and supervision can't be evaluated. Report the error so that LicenseDashboard can use shorter queries.",
            RangeAsync
        ),
        new(
            "conversations-days",
            "One-day intervals start at midnight in the platform's time zone",
            "Use can be counted on the previous or next day. Check Genesys__TimeZone; if it is correct, report this result.",
            DaysAsync
        ),
        new(
            "conversations-page-size",
            "Conversation results return 1,000 rows per page",
            "LicenseDashboard requests fewer rows per page, so imports send more requests. Nothing to do.",
            async (session, ct) =>
                UsageFacts.PageSize(
                    await CheckSession.GivenAsync(ConversationFacts.PagesAsync(session, ct), Pages),
                    ConversationFacts.PageSize
                )
        ),
        new(
            "conversations-purpose",
            "Handled conversations have the purpose \"agent\"",
            "No one seems to handle conversations, so voice and digital look unused. Report the purposes found.",
            PurposeAsync
        ),
        new(
            "conversations-media",
            "LicenseDashboard knows every media type in use",
            "Use of an unknown media type isn't counted. Add it to a feature in Catalogue__File.",
            MediaAsync
        ),
        new(
            "conversations-available",
            "Genesys Cloud reports how far conversation data is complete, at most three days behind",
            "More recent days are unknown, and recommendations wait for them. If the delay persists, contact Genesys support.",
            (session, ct) => UsageFacts.AvailableAsync(ConversationFacts.AvailableAsync(session, ct), session)
        ),
        new(
            "retention",
            "Genesys Cloud keeps enough history for the longest evaluation period",
            "Older days are unknown, so features with a longer evaluation period aren't evaluated. Shorten the period "
                + "(Catalogue__Lookbacks__…), or wait until LicenseDashboard has collected the days itself.",
            RetentionAsync
        ),
        new(
            "parallel-jobs",
            $"{Parallel} queries can run at the same time",
            "Imports wait and retry, so they take longer. Nothing to do.",
            ParallelAsync
        ),
    ];

    private static async Task<Finding> RangeAsync(CheckSession session, CancellationToken ct) =>
        Finding.Holds($"Accepted; finished in {(await ConversationFacts.AggregatesAsync(session, ct)).Took.TotalSeconds:0} s.");

    private static async Task<Finding> DaysAsync(CheckSession session, CancellationToken ct)
    {
        var buckets = (await RowsAsync(session, ct))
            .SelectMany(row => JsonReading.List(row, "data") ?? [])
            .Select(bucket => JsonReading.Text(bucket, "interval"))
            .OfType<string>()
            .ToList();
        var off = buckets.Count(interval => !IsLocalDay(interval, session.Terms.Zone));
        return buckets.Count == 0
            ? Finding.Untold("No one handled a conversation in the last 31 days.")
            : Finding.When(
                off == 0,
                off == 0
                    ? $"All {EnglishText.Count(buckets.Count)} intervals."
                    : $"{EnglishText.Count(off)} of {EnglishText.Count(buckets.Count)} intervals don't match a local day."
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
            ? Finding.Untold("No one handled a conversation in the last 31 days.")
            : Finding.When(words.Contains("agent"), $"Found: {string.Join(", ", words)}.");
    }

    private static async Task<Finding> MediaAsync(CheckSession session, CancellationToken ct)
    {
        var words = Words(await RowsAsync(session, ct), "mediaType");
        var unknown = words.Where(word => !_media.Contains(word)).ToList();
        return words.Count == 0
            ? Finding.Untold("No one handled a conversation in the last 31 days.")
            : Finding.When(
                unknown.Count == 0,
                unknown.Count == 0 ? $"Found: {string.Join(", ", words)}." : $"Unknown: {string.Join(", ", unknown)}."
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
        JsonReading.Number(await CheckSession.GivenAsync(UsageFacts.RetentionAsync(session, ct), "the retention setting"), "retentionDays")
            is not { } days
            ? Finding.Untold("The answer contains no number of days.")
            : Finding.When(
                days >= session.Terms.LongestWindow,
                $"{EnglishText.Count(days)} days; the longest evaluation period is {EnglishText.Count(session.Terms.LongestWindow)}."
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
            return Finding.Holds("All were accepted.");
        }
        catch (VendorException fault) when (fault.Status is >= 400 and < 500)
        {
            return Finding.Not($"{Finding.Words(fault)}.", fault.Message);
        }
    }
}
