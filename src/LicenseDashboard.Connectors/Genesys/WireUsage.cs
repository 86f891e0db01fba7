using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

internal sealed record WireAggregateQuery(string Interval, string Granularity, string TimeZone, string[] GroupBy, string[] Metrics)
{
    /// <summary>The day by which evaluations are counted; by default their creation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AlternateTimeDimension { get; init; }

    /// <summary>Accepted by jobs only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PageSize { get; init; }
}

internal sealed record WireDetailsQuery(string Interval)
{
    /// <summary>Accepted by the synchronous query only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WirePaging? Paging { get; init; }
}

internal sealed record WirePaging(int PageSize, int PageNumber);

internal sealed record WireJob
{
    public string? JobId { get; init; }

    public string? State { get; init; }
}

internal sealed record WireAvailability
{
    public DateTime? DataAvailabilityDate { get; init; }
}

internal sealed record WireRetention
{
    public long? RetentionDays { get; init; }
}

/// <summary>
/// A page of evidence. An empty object, or one that lacks only its list, contains none; one with other content has an unexpected shape
/// and says nothing.
/// </summary>
internal abstract record WirePage
{
    public string? Cursor { get; init; }

    public DateTime? DataAvailabilityDate { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    public IReadOnlyList<T> Rows<T>(IReadOnlyList<T>? rows, ApiRequest request) =>
        rows ?? (Other is { Count: > 0 } ? throw Paging.NoList(request) : []);
}

internal sealed record WireAggregates : WirePage
{
    public List<WireAggregate>? Results { get; init; }
}

internal sealed record WireAggregate
{
    [JsonConverter(typeof(LenientObject<WireGroup>))]
    public WireGroup? Group { get; init; }

    public List<WireBucket>? Data { get; init; }
}

internal sealed record WireGroup
{
    public string? UserId { get; init; }

    public string? EvaluatorId { get; init; }

    public string? MediaType { get; init; }

    public string? Purpose { get; init; }
}

internal sealed record WireBucket
{
    public string? Interval { get; init; }

    public List<WireMetric>? Metrics { get; init; }
}

internal sealed record WireMetric
{
    public string? Metric { get; init; }

    [JsonConverter(typeof(LenientObject<WireStats>))]
    public WireStats? Stats { get; init; }
}

internal sealed record WireStats
{
    public long? Count { get; init; }

    public long? Sum { get; init; }
}

internal sealed record WireUserDetails : WirePage
{
    public List<WireUserDetail>? UserDetails { get; init; }

    public long? TotalHits { get; init; }
}

internal sealed record WireUserDetail
{
    public string? UserId { get; init; }

    public List<WirePresence>? PrimaryPresence { get; init; }
}

internal sealed record WirePresence
{
    public DateTime? StartTime { get; init; }

    public DateTime? EndTime { get; init; }

    public string? SystemPresence { get; init; }
}

/// <summary>Also a business unit, which has no parent.</summary>
internal sealed record WireManagementUnit
{
    public string? Id { get; init; }

    public WireReference? BusinessUnit { get; init; }
}

internal sealed record WireScheduleSearch(string StartDate, string EndDate, string[] UserIds);

internal sealed record WireSchedules
{
    public string? Status { get; init; }

    public string? DownloadUrl { get; init; }

    [JsonConverter(typeof(LenientObject<WireScheduleResult>))]
    public WireScheduleResult? Result { get; init; }
}

internal sealed record WireScheduleResult
{
    public List<WireAgentSchedule>? AgentSchedules { get; init; }
}

internal sealed record WireAgentSchedule
{
    public WireReference? User { get; init; }

    public List<WireShift>? Shifts { get; init; }
}

internal sealed record WireShift
{
    public DateTime? StartDate { get; init; }

    public long? LengthMinutes { get; init; }
}
