namespace LicenseDashboard.Web.Layout;

/// <summary>The viewer's choices for the frame, from the cookies of the page; the same for every page of one browser tab.</summary>
internal sealed class FrameState
{
    /// <summary><c>light</c>, <c>dark</c> or <c>system</c>.</summary>
    public required string Theme { get; set; }

    public required bool Folded { get; set; }

    /// <summary>Form of CSV files: a key of <see cref="Api.CsvForm.Choices"/>.</summary>
    public string CsvForm { get; set; } = Api.CsvForm.Choices[0].Key;
}
