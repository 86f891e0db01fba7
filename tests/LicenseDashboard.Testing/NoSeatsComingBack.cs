using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;

namespace LicenseDashboard.Testing;

/// <summary>For tests that end before remediations: there is none that gives a seat back.</summary>
public sealed class NoSeatsComingBack : ISeatsComingBack
{
    public Task<SeatComingBack?> OfAsync(LicenseDb db, int personKey, CancellationToken ct) => Task.FromResult<SeatComingBack?>(null);
}
