using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// A temporary failure that may succeed when repeated. Internal to this project: when attempts run out, it becomes a
/// <see cref="VendorException"/>.
/// </summary>
internal sealed class TransientFault(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When to retry; null leaves it to the back-off.</summary>
    public TimeSpan? Delay { get; init; }

    public int? Status { get; init; }

    /// <summary>As in <see cref="VendorException.Unreached"/>.</summary>
    public bool Unreached { get; init; }

    public string? Code { get; init; }

    public string? CorrelationId { get; init; }

    public VendorException GiveUp(string route) =>
        new($"{route} failed after {RetryPipeline.Attempts} attempts: {Message}", this)
        {
            Route = route,
            Status = Status,
            Unreached = Unreached,
            Code = Code,
            CorrelationId = CorrelationId,
        };
}
