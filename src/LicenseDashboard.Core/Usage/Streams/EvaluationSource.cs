using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>Evaluations done, and those received unless the policy excludes them.</summary>
internal sealed class EvaluationSource : UsageSource
{
    public const string Received = "received";
    public const string Done = "done";

    public override string Name => StreamKind.Evaluations;

    public override string Heading => "Evaluations";

    public static IReadOnlyList<string> FeaturesOf(Catalogue catalogue, string signal)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return signal == Done || (signal == Received && catalogue.QualityReceived == QualityReceived.Counts)
            ? [.. catalogue.Features.Where(feature => feature.Stream == StreamKind.Evaluations).Select(feature => feature.Key)]
            : [];
    }

    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor,
        UsageQuestion question,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        var (done, received) = (FeaturesOf(question.Catalogue, Done), FeaturesOf(question.Catalogue, Received));
        await foreach (var row in vendor.EvaluationsAsync(question.From, question.To, question.Zone, question.Priority, ct))
        {
            var features = row.Signal switch
            {
                Done => done,
                Received => received,
                _ => [],
            };
            yield return new(row.PersonId, row.Day, features, row.Count, row.Seconds);
        }
    }
}
