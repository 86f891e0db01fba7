namespace LicenseDashboard.Web.Ui;

/// <summary>How loud something is. Danger only for what is broken or locks somebody out, warning for what waits on the reader.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Positive,
    Warning,
    Danger,
}
