namespace LicenseDashboard.Core.Reclamation;

/// <summary>The progress of one seat's reclamation.</summary>
public enum ReclamationStep
{
    /// <summary>Found today; the manager is notified.</summary>
    Notify,

    /// <summary>The manager can still keep the seat by giving a reason.</summary>
    Grace,

    /// <summary>No one kept it, so it may be reclaimed.</summary>
    Due,
}

/// <summary>The step for a day. Depends on dates alone, so a skipped or killed run makes no difference.</summary>
public static class ReclamationCalendar
{
    /// <summary>The first day on which the seat is due, after the grace period that starts with the notice.</summary>
    public static DateOnly DueOn(DateOnly notifiedOn, int graceDays) => notifiedOn.AddDays(graceDays + 1);

    public static ReclamationStep StepOn(DateOnly notifiedOn, DateOnly dueOn, DateOnly today) =>
        today >= dueOn ? ReclamationStep.Due
        : today > notifiedOn ? ReclamationStep.Grace
        : ReclamationStep.Notify;
}
