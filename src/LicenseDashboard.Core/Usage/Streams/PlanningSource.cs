using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>
/// Being planned: in a management unit, or on a published shift that touches the window or the days ahead. A state of now, imported
/// with the directory.
/// </summary>
public sealed class PlanningSource : UsageSource
{
    /// <summary>A shift counts up to D+30.</summary>
    public const int DaysAhead = 30;

    public override string Name => StreamStatus.Planning;

    public override string Heading => "Schedules and management units";

    public override bool IsStateOfNow => true;

    public override IEnumerable<string> StreamsOf(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Planned ? [Name] : [];
    }

    /// <summary>How somebody is planned, in words; null when they aren't.</summary>
    /// <param name="lastShift">Last local day that a published shift touches.</param>
    /// <param name="from">First day of the window.</param>
    public static string? Planned(bool inManagementUnit, DateOnly? lastShift, DateOnly from, DateOnly today) =>
        inManagementUnit ? "in a management unit"
        : lastShift >= from && lastShift <= today.AddDays(DaysAhead) ? "on a published schedule"
        : null;

    /// <summary>Whoever is planned from the first day asked to 30 days after the last one, on that last day: planned is used now.</summary>
    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor, UsageQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        string[] features = [.. question.Catalogue.Features.Where(Feeds).Select(feature => feature.Key)];
        var planning = await vendor.PlanningAsync(question.From, question.To.AddDays(DaysAhead), question.Zone, question.Priority, ct);
        foreach (var person in planning.InManagementUnit.Union(planning.LastShiftOn.Keys))
        {
            var shift = planning.LastShiftOn.TryGetValue(person, out var last) ? last : (DateOnly?)null;
            if (Planned(planning.InManagementUnit.Contains(person), shift, question.From, question.To) is not null)
            {
                yield return new(person, question.To, features, 1, 0);
            }
        }
    }
}
