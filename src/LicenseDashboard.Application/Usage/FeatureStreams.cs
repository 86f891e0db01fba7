using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>Where a feature's use comes from, by the names of <see cref="StreamStatus"/>.</summary>
internal static class FeatureStreams
{
    public static IEnumerable<string> Of(FeatureDefinition feature) => feature.Stream switch
    {
        StreamKind.Conversations => [StreamStatus.Conversations],
        StreamKind.Evaluations => [StreamStatus.Evaluations],
        StreamKind.Presence => [StreamStatus.Presence],
        StreamKind.Audits => feature.Audits.Select(match => StreamStatus.AuditPrefix + match.Service).Distinct(),
    };
}
