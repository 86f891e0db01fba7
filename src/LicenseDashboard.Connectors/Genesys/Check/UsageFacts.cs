using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Pages of a finished query.</summary>
/// <param name="Rows">Rows of all pages.</param>
/// <param name="Longest">Number of rows of the longest page.</param>
internal sealed record JobPages(FinishedJob Job, IReadOnlyList<JsonNode> Rows, int Pages, int Longest);

internal static class UsageFacts
{
    /// <summary>Maximum days per query.</summary>
    public const int MostDays = 31;

    private const int MostPages = 60;

    public static Task<JsonNode> RetentionAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("retention", () => session.AskAsync(ApiRequest.Get("/api/v2/analytics/dataretention/settings"), ct));

    /// <summary>Reads every page, like an import does.</summary>
    /// <param name="pageSize">Null if the query itself contained it.</param>
    public static async Task<JobPages> ReadAsync(
        CheckSession session,
        string template,
        FinishedJob job,
        int? pageSize,
        string list,
        CancellationToken ct
    )
    {
        List<JsonNode> rows = [];
        var (longest, cursor, number) = (0, (string?)null, 0);
        do
        {
            var request = ApiRequest.Get(template + "/{jobId}/results", job.Id).With("cursor", cursor);
            request = pageSize is { } size ? request.With("pageSize", size) : request;
            if (++number > MostPages)
            {
                throw new UntoldException($"{request.Route} has more than {MostPages} pages; the check stopped there.");
            }

            var page = await session.AskAsync(request, ct);
            var items = JsonReading.List(page, list) ?? [];
            rows.AddRange(items);
            longest = Math.Max(longest, items.Count);
            cursor = JsonReading.Text(page, "cursor") is { } next && next != cursor ? next : null;
        } while (cursor is not null);

        return new(job, rows, number, longest);
    }

    /// <summary>Whether the vendor reports the completeness of a stream, and how far that is behind.</summary>
    public static async Task<Finding> AvailableAsync(Task<JsonNode> asked, CheckSession session)
    {
        if (
            JsonReading.Instant(await CheckSession.GivenAsync(asked, "the data availability date"), "dataAvailabilityDate") is not { } until
        )
        {
            return Finding.Not("The answer contains no date.");
        }

        var behind = session.Time.GetUtcNow().UtcDateTime - until;
        return Finding.When(behind <= TimeSpan.FromDays(3), $"{Math.Max(0, behind.TotalHours):0} hours behind.");
    }

    public static Finding PageSize(JobPages read, int size) =>
        read switch
        {
            { Pages: > 1 } when read.Longest < size => Finding.Not($"{read.Pages} pages of at most {read.Longest} rows each."),
            { Pages: 1 } => Finding.Holds(
                $"Accepted. All {EnglishText.Count(read.Rows.Count, "row", "rows")} fit on one page, so a lower limit "
                    + "would go unnoticed."
            ),
            _ => Finding.Holds($"Accepted; {read.Pages} pages."),
        };
}
