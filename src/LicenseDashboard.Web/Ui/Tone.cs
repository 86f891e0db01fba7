namespace LicenseDashboard.Web.Ui;

/// <summary>Emphasis of an element. Danger only for what is broken or locks somebody out, warning for what waits for the reader.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Positive,
    Warning,
    Danger,
}
