using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// The additional state of a recommendation of kind Reclaim: step, dates and lookups. Changes only together with its row.
/// </summary>
public sealed class ReclamationCase
{
    private ReclamationCase() { }

    public required RecommendationId RecommendationId { get; init; }

    /// <summary>True for a person who has left: no steps and no grace, and activity doesn't withdraw it.</summary>
    public required bool IsLeaver { get; init; }

    public ReclamationStep Step { get; private set; }

    /// <summary>Platform's local day of the notice.</summary>
    public DateOnly NotifiedOn { get; private set; }

    /// <summary>First local day on which it may be reclaimed without a decision.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Null if no activity is known.</summary>
    public DateOnly? LastSeenOn { get; private set; }

    /// <summary>
    /// The vendor's reason for an absence, <c>Seasonal</c> or <c>Leave</c>, as last read. Empty if it names neither; null if it was not
    /// read or is not available.
    /// </summary>
    public string? VendorReason { get; private set; }

    /// <summary>Local day on which <see cref="VendorReason"/> was read or its reading was refused.</summary>
    public DateOnly? VendorReadOn { get; private set; }

    /// <summary>Local day on which a dry run would have reclaimed it.</summary>
    public DateOnly? DryRunOn { get; private set; }

    public static ReclamationCase Notice(RecommendationId row, DateOnly today, int graceDays, DateOnly? lastSeenOn) =>
        new()
        {
            RecommendationId = row,
            IsLeaver = false,
            NotifiedOn = today,
            DueOn = ReclamationCalendar.DueOn(today, graceDays),
            LastSeenOn = lastSeenOn,
        };

    public static ReclamationCase Leaver(RecommendationId row, DateOnly today, DateOnly? lastSeenOn) =>
        new()
        {
            RecommendationId = row,
            IsLeaver = true,
            Step = ReclamationStep.Due,
            NotifiedOn = today,
            DueOn = today,
            LastSeenOn = lastSeenOn,
        };

    /// <summary>Moves to the step of the day; true if the step changed. A leaver's step doesn't change.</summary>
    public bool Advance(DateOnly today, DateOnly? lastSeenOn)
    {
        LastSeenOn = lastSeenOn;
        var step = IsLeaver ? Step : ReclamationCalendar.StepOn(NotifiedOn, DueOn, today);
        var moved = step != Step;
        Step = step;
        return moved;
    }

    /// <summary>A protection has ended. No one was warned in the meantime, so notice and grace start today.</summary>
    public void Restart(DateOnly today, int graceDays) =>
        (NotifiedOn, DueOn, DryRunOn) = (today, ReclamationCalendar.DueOn(today, graceDays), null);

    public void Read(string? vendorReason, DateOnly today) => (VendorReason, VendorReadOn) = (vendorReason, today);

    public void ShownDry(DateOnly today) => DryRunOn = today;
}
