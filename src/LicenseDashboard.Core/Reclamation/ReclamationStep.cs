namespace LicenseDashboard.Core.Reclamation;

/// <summary>How far the reclamation of one seat is.</summary>
public enum ReclamationStep
{
    /// <summary>Found today: the manager is told.</summary>
    Notify,

    /// <summary>The manager can still keep the seat, with a reason.</summary>
    Grace,

    /// <summary>Nobody kept it: it may be reclaimed.</summary>
    Due,
}

/// <summary>Which step a day falls into. Pure dates, so that a run that was skipped or killed changes nothing about them.</summary>
public static class ReclamationCalendar
{
    /// <summary>The first day the seat is due: so many days of grace follow the day of the notice.</summary>
    public static DateOnly DueOn(DateOnly notifiedOn, int graceDays) => notifiedOn.AddDays(graceDays + 1);

    public static ReclamationStep StepOn(DateOnly notifiedOn, DateOnly dueOn, DateOnly today) =>
        today >= dueOn ? ReclamationStep.Due
        : today > notifiedOn ? ReclamationStep.Grace
        : ReclamationStep.Notify;
}
