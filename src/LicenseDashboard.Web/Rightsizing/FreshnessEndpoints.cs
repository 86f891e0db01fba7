using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Rightsizing;

/// <param name="State">served, not-served, not-audited or unknown.</param>
/// <param name="CompleteThrough">C: the last local day for which the stream is complete.</param>
/// <param name="CoveredFrom">First of the unbroken days that are covered up to C.</param>
/// <param name="Failure">The vendor's words of the last pull that failed; null when the last one succeeded.</param>
/// <param name="UnknownSince">UTC; the first pull that failed since the last one that succeeded.</param>
internal sealed record StreamJson(
    string Stream,
    string State,
    DateOnly? CompleteThrough,
    DateOnly? CoveredFrom,
    bool Late,
    DateTime? PulledAt,
    string? Failure,
    DateTime? UnknownSince
)
{
    public static StreamJson Of(StreamFreshness stream) =>
        new(
            stream.Stream,
            ApiWords.Of(stream.State),
            stream.CompleteThrough,
            stream.CoveredFrom,
            stream.Late,
            stream.PulledAt,
            stream.Failure.Length > 0 ? stream.Failure : null,
            stream.UnknownSince
        );
}

/// <param name="Silent">No signal sees anyone there: closed, or not visible to this client.</param>
internal sealed record HiddenDivisionJson(string Stream, string Division, string Why, bool Silent);

/// <param name="Counts">False: someone was seen there since, so the mark has no effect.</param>
internal sealed record IdleDivisionJson(string Division, string MarkedBy, DateOnly MarkedOn, bool Counts);

internal sealed record FreshnessJson(
    string Platform,
    DateOnly Today,
    string TimeZone,
    IReadOnlyList<StreamJson> Streams,
    IReadOnlyList<HiddenDivisionJson> DivisionsNotCovered,
    IReadOnlyList<IdleDivisionJson> IdleDivisions,
    IReadOnlyList<string> FeaturesWithAuditedViews,
    DateOnly? FirstSnapshotOn,
    bool BackfillComplete,
    int UnconfirmedRoleSets
);

internal static class FreshnessEndpoints
{
    public static IEndpointRouteBuilder MapFreshness(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/freshness", OneAsync)
            .Needs(ApiScope.Read)
            .Takes(platform)
            .Produces<FreshnessJson>()
            .WithSummary("How far the facts of a platform can be believed; of the first one when none is named.");
        return api;
    }

    private static async Task<IResult> OneAsync(HttpContext context, FreshnessReport report)
    {
        var call = await ApiCall.OfAsync(context);
        return await report.RunAsync(call.Viewer, call.PlatformOrFirst, call.Aborted) is [var freshness, ..]
            ? Results.Ok(
                new FreshnessJson(
                    freshness.Platform,
                    freshness.Today,
                    freshness.TimeZone,
                    [.. freshness.Streams.Select(StreamJson.Of)],
                    [
                        .. freshness.Hidden.Select(hidden => new HiddenDivisionJson(
                            hidden.Stream,
                            hidden.Division,
                            hidden.Words,
                            hidden.Silent
                        )),
                    ],
                    [.. freshness.Idle.Select(idle => new IdleDivisionJson(idle.Division, idle.MarkedBy, idle.MarkedOn, idle.Counts))],
                    freshness.AuditedViews,
                    freshness.FirstSnapshotOn,
                    freshness.BackfillComplete,
                    freshness.UnconfirmedRoleSets
                )
            )
            : ProblemAnswer.Of(Refusal.NotFound("This platform is not stored yet; the program is still starting."));
    }
}
