using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Rightsizing;

/// <param name="State">served, not-served, not-audited or unknown.</param>
/// <param name="CompleteThrough">Last local day for which the data is complete.</param>
/// <param name="CoveredFrom">First local day of the data without gaps.</param>
/// <param name="Failure">Error of the last import. Null if it succeeded.</param>
/// <param name="UnknownSince">UTC time of the first failed import since the last successful one.</param>
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

/// <param name="Silent">No activity in this division: closed, or not visible to the read client.</param>
internal sealed record HiddenDivisionJson(string Stream, string Division, string Why, bool Silent);

/// <param name="Counts">False if there was activity since, so that the mark has no effect.</param>
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
            .WithSummary("Get the data freshness of a platform. Defaults to the first platform.");
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
            : ProblemAnswer.Of(Refusal.NotFound("This platform is not available yet because LicenseDashboard is still starting."));
    }
}
