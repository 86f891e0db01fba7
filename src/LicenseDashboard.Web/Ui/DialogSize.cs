namespace LicenseDashboard.Web.Ui;

/// <summary>How wide a <see cref="Dialog"/> is where the window has room.</summary>
public enum DialogSize
{
    /// <summary>A question and its answer: 520 px.</summary>
    Small,

    /// <summary>A form: 760 px.</summary>
    Medium,

    /// <summary>A table, as the preview of an import: 1,040 px.</summary>
    Large,
}
