using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>
/// Being planned: in a management unit, or on a published shift that touches the window or the days ahead. A state of now, imported with
/// the directory.
/// </summary>
internal sealed class PlanningSource : UsageSource
{
    /// <summary>A shift counts up to D+30.</summary>
    public const int DaysAhead = 30;

    public override string Name => StreamStatus.Planning;

    public override string Heading => "Schedules and management units";

    public override bool IsStateOfNow => true;

    public override bool AsksByPerson => true;

    public override IEnumerable<string> StreamsOf(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Planned ? [Name] : [];
    }

    /// <summary>How the person is planned, in words; null if not planned.</summary>
    /// <param name="lastShift">Last local day that a published shift touches.</param>
    /// <param name="from">First day of the window.</param>
    public static string? Planned(bool inManagementUnit, DateOnly? lastShift, DateOnly from, DateOnly today) =>
        inManagementUnit ? "in a management unit"
        : lastShift >= from && lastShift <= today.AddDays(DaysAhead) ? "on a published schedule"
        : null;

    /// <summary>
    /// All people in a management unit, on the last day because being planned counts as use now. For a question about one person also
    /// published shifts, from the first day to 30 days after the last. Shifts are read by person, so questions about everybody omit them.
    /// </summary>
    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor,
        UsageQuestion question,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        string[] features = [.. question.Catalogue.Features.Where(Feeds).Select(feature => feature.Key)];
        var planning = question.Planning ?? await vendor.PlanningAsync(question.Priority, ct);
        foreach (var member in planning.InManagementUnit)
        {
            yield return new(member, question.To, features, 1, 0);
        }

        if (question.PersonId is not { } person || planning.InManagementUnit.Contains(person))
        {
            yield break;
        }

        var ahead = question.To.AddDays(DaysAhead);
        await foreach (var shift in vendor.ShiftsAsync(planning, [person], question.From, ahead, question.Zone, question.Priority, ct))
        {
            if (shift.LastDay >= question.From && shift.FirstDay <= ahead)
            {
                yield return new(shift.PersonId, question.To, features, 1, 0);
            }
        }
    }
}
