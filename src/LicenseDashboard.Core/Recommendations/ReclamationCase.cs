using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// What a recommendation of kind Reclaim has on top: its step and dates, and what was looked up for it. Moves only beside its row.
/// </summary>
public sealed class ReclamationCase
{
    private ReclamationCase() { }

    public required RecommendationId RecommendationId { get; init; }

    /// <summary>Somebody who has left: no steps, no grace, and signs of life withdraw nothing.</summary>
    public required bool IsLeaver { get; init; }

    public ReclamationStep Step { get; private set; }

    /// <summary>Platform's local day of the notice.</summary>
    public DateOnly NotifiedOn { get; private set; }

    /// <summary>First local day on which it may be reclaimed without anybody's word.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Null: no sign of life is known.</summary>
    public DateOnly? LastSeenOn { get; private set; }

    /// <summary>
    /// The vendor's own reason for an absence, <c>Seasonal</c> or <c>Leave</c>, as last read; empty when it names none of these, null when
    /// it was not read or is not shown.
    /// </summary>
    public string? VendorReason { get; private set; }

    /// <summary>Local day <see cref="VendorReason"/> was read, or its reading refused.</summary>
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

    /// <summary>Where it stands on that day; true when the step changed. A leaver's stands still.</summary>
    public bool Advance(DateOnly today, DateOnly? lastSeenOn)
    {
        LastSeenOn = lastSeenOn;
        var step = IsLeaver ? Step : ReclamationCalendar.StepOn(NotifiedOn, DueOn, today);
        var moved = step != Step;
        Step = step;
        return moved;
    }

    /// <summary>What protected the seat has ended: nobody was warned meanwhile, so the notice and the days of grace begin today.</summary>
    public void Restart(DateOnly today, int graceDays) =>
        (NotifiedOn, DueOn, DryRunOn) = (today, ReclamationCalendar.DueOn(today, graceDays), null);

    public void Read(string? vendorReason, DateOnly today) => (VendorReason, VendorReadOn) = (vendorReason, today);

    public void ShownDry(DateOnly today) => DryRunOn = today;
}
