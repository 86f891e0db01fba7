using LicenseDashboard.Application.Reclamation;

namespace LicenseDashboard.Web.Reclamation;

public enum SeatAnswer
{
    Keep,
    Reclaim,
    Restore,
}

/// <summary>What the dialog asks the page to do.</summary>
/// <param name="Text">The reason of a keep, the note of a reclaim.</param>
/// <param name="Until">Platform's local day from which the seat may be reclaimed again; null = the default.</param>
public sealed record SeatRequest(SeatAnswer Answer, IReadOnlyList<ReclamationRow> Rows, string? Text, DateOnly? Until);
