namespace LicenseDashboard.Web.Layout;

/// <summary>What the person chose for the frame, as the page's cookies told it; the same for every page of one browser tab.</summary>
internal sealed class FrameState
{
    /// <summary><c>light</c>, <c>dark</c> or <c>system</c>.</summary>
    public required string Theme { get; set; }

    public required bool Folded { get; set; }

    /// <summary>How CSV files are written: a key of <see cref="Api.CsvForm.Choices"/>.</summary>
    public string CsvForm { get; set; } = Api.CsvForm.Choices[0].Key;
}
