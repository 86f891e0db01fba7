namespace LicenseDashboard.Core.Platforms;

/// <summary>A request that the vendor did not answer. Contains no personal data.</summary>
/// <param name="Route">Method and route template.</param>
/// <param name="Status">502, 503 or 504 of a gateway in front of the vendor; null if nothing arrived.</param>
public sealed record MissedAnswer(string Route, int? Status, string Error);

/// <summary>Told by connectors, for each request, whether the vendor can be reached. Must return quickly and never throw.</summary>
public interface INoteReach
{
    /// <summary>The vendor answered, even if it refused.</summary>
    void Answered(string platform);

    void Missed(string platform, MissedAnswer missed);
}
