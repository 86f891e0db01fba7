using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>Presence. Feeds no feature; stored as sessions and read as days only by the last check before a write.</summary>
public sealed class PresenceSource : UsageSource
{
    /// <summary>The value of <see cref="SeenUse.Features"/> for a day of presence; not a feature of the catalogue.</summary>
    public const string Present = "present";

    private const string Offline = "OFFLINE";

    private static readonly IReadOnlyList<string> Presence = [Present];

    public override string Name => StreamKind.Presence;

    public override string Heading => "Presence";

    public override IEnumerable<string> StreamsOf(FeatureDefinition feature) => [];

    public override DateTime? Until(DateTime? conversations, DateTime? presence) => presence;

    /// <param name="status">The vendor's system presence.</param>
    public static bool IsPresent(string status) => status != Offline;

    /// <summary>One row per stretch, on its last requested day; an open stretch extends to the last of them.</summary>
    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor,
        UsageQuestion question,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        await foreach (var stretch in vendor.PresenceAsync(question.From, question.To, question.Zone, question.Priority, ct))
        {
            if (IsPresent(stretch.Status))
            {
                var last = stretch.End is { } end && question.DayOf(end) < question.To ? question.DayOf(end) : question.To;
                yield return new(stretch.PersonId, last, Presence, 1, 0);
            }
        }
    }
}
