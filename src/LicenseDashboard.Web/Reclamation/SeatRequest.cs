using LicenseDashboard.Application.Reclamation;

namespace LicenseDashboard.Web.Reclamation;

public enum SeatAnswer
{
    Keep,
    Reclaim,
    Restore,
}

/// <summary>A request of the dialog to the page.</summary>
/// <param name="Text">The reason to keep, or the note to reclaim.</param>
/// <param name="Until">Local day from which the seat may be reclaimed again; null for the default.</param>
public sealed record SeatRequest(SeatAnswer Answer, IReadOnlyList<ReclamationRow> Rows, string? Text, DateOnly? Until);
