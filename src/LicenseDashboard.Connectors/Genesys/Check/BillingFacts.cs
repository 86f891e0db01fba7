using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>The billing report for the days that an import reads.</summary>
internal static class BillingFacts
{
    public const int Days = 44;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static UtcSpan Span(CheckSession session) => session.LastDays(Days);

    /// <summary>The first answer, which may still be in progress.</summary>
    public static Task<JsonNode> ReportAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("billing", () => session.AskAsync(Request(session), ct));

    /// <summary>The complete report and the time it took, within the time limit of the line.</summary>
    public static Task<(JsonNode Report, TimeSpan Took)> CompleteAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "billing complete",
            async () =>
            {
                var started = session.Time.GetTimestamp();
                var report = await CheckSession.GivenAsync(ReportAsync(session, ct), "the billing report");
                while (string.Equals(JsonReading.Text(report, "status"), "InProgress", StringComparison.OrdinalIgnoreCase))
                {
                    await Task.Delay(Patience, session.Time, ct);
                    report = await session.AskAsync(Request(session), ct);
                }

                return (report, session.Time.GetElapsedTime(started));
            }
        );

    private static ApiRequest Request(CheckSession session) =>
        ApiRequest
            .Get("/api/v2/billing/reports/billableusage")
            .With("startDate", UtcSpan.Instant(Span(session).Start))
            .With("endDate", UtcSpan.Instant(Span(session).End));
}
