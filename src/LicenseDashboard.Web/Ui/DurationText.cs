namespace LicenseDashboard.Web.Ui;

/// <summary>Formats a duration in its two largest units.</summary>
internal static class DurationText
{
    public static string Of(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 1 } => "under 1 s",
            { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
            { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
            _ => $"{(int)span.TotalHours} h {span.Minutes} min",
        };
}
