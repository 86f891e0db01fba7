using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Seats on their way back to somebody from whom they were taken, which no import has seen yet: Remediation, downstream, knows them. For a leaver they count as held, or the way back would end
/// with a seat at somebody who has gone.
/// </summary>
public interface ISeatsComingBack
{
    /// <summary>On the caller's context, in the caller's transaction. Null: none is.</summary>
    Task<SeatComingBack?> OfAsync(LicenseDb db, int personKey, CancellationToken ct);
}

/// <summary>What a way back leads to, as far as it is known.</summary>
/// <param name="Skus">SKU ids.</param>
/// <param name="Grants">Roles held directly, each in one division.</param>
public sealed record SeatComingBack(IReadOnlyList<string> Skus, IReadOnlyList<(string RoleId, string DivisionId)> Grants);

internal static class SeatHolding
{
    /// <summary>A seat that an import saw, or one that is being given back.</summary>
    public static async Task<bool> HoldsSeatAsync(this ISeatsComingBack seats, LicenseDb db, int personKey, CancellationToken ct) =>
        await db.Seats.AnyAsync(s => s.PersonKey == personKey && s.To == null, ct) || await seats.OfAsync(db, personKey, ct) is not null;
}
