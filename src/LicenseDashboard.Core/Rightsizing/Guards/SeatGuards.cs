using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Rules that evaluation, reclamation and the last check before a write share, with the same wording. Pure.</summary>
internal static class SeatGuards
{
    public const string ExemptCode = "exempt";
    public const string ClientOwnerCode = "client-owner";
    public const string LastGrantCode = "last-grant";

    public const string NewStarterCode = "new-starter";
    public const string BackFromLeaveCode = "back-from-leave";

    /// <summary>Days of presence data required before a person's first day for it to count as a real start.</summary>
    private const int HistoryBefore = 30;

    /// <summary>Days after a leave during which the seat is left alone.</summary>
    private const int AfterLeave = 30;

    public const string ClientOwnerWords = "this account owns the API client that LicenseDashboard uses";

    /// <summary>Without the roles of this account, the program could no longer read.</summary>
    public static LaneReason? ClientOwner(bool ownsClient) => ownsClient ? new(ClientOwnerCode, Lane.Protected, ClientOwnerWords) : null;

    /// <param name="protectedBy">Words of an exemption that protects against the proposal on the day; null if none.</param>
    public static LaneReason? Exempt(string? protectedBy) =>
        protectedBy is null ? null : new(ExemptCode, Lane.Protected, $"exempt: {protectedBy}");

    /// <summary>At least two active people must keep the permission to grant roles in every division.</summary>
    /// <param name="takenIn">Divisions in which the person would no longer hold it; <c>*</c> means all.</param>
    public static LaneReason? LastGrant(GuardHolders holders, int person, IEnumerable<string> takenIn, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(takenIn);
        return takenIn.Any(division => holders.IsNeeded(division, person))
            ? new(LastGrantCode, Lane.Review, LastGrantWords(catalogue))
            : null;
    }

    public static string LastGrantWords(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return $"fewer than two active people would hold {catalogue.GuardPermission}";
    }

    /// <summary>
    /// True if hired (a future date counts) or given a seat after our first snapshot less than this many days ago. If no hire date is
    /// known, the first day with presence or a handled interaction counts instead, provided that presence data for the organization
    /// begins long enough before it. See design §4.2.9.
    /// </summary>
    /// <param name="held">SKUs whose age counts.</param>
    /// <param name="presenceFrom">First local day of presence data; null if unknown.</param>
    /// <param name="firstSnapshotOn">Seats first seen on this day already existed; null if there is no snapshot yet.</param>
    /// <param name="days">People newer than this are protected.</param>
    public static LaneReason? NewStarter(
        PersonFacts person,
        IReadOnlyCollection<string> held,
        DateOnly? presenceFrom,
        DateOnly? firstSnapshotOn,
        DateOnly asOf,
        int days
    )
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(held);
        DateOnly? youngest = person.HiredOn;
        if (person.HiredOn is null && person.FirstActiveOn is { } first && presenceFrom <= first.AddDays(-HistoryBefore))
        {
            youngest = first;
        }

        foreach (var sku in person.Skus)
        {
            if (sku.FirstSeenOn > firstSnapshotOn && !(youngest >= sku.FirstSeenOn) && held.Contains(sku.Id))
            {
                youngest = sku.FirstSeenOn;
            }
        }

        return youngest is { } day && asOf.DayNumber - day.DayNumber < days
            ? new(NewStarterCode, Lane.Protected, FormattableString.Invariant($"new starter until {day.AddDays(days - 1):yyyy-MM-dd}"))
            : null;
    }

    /// <summary>A leave ended less than 30 days ago. See design §4.3.</summary>
    public static LaneReason? BackFromLeave(PersonFacts person, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.LeaveEndedOn is { } last && asOf.DayNumber - last.DayNumber < AfterLeave
            ? new(
                BackFromLeaveCode,
                Lane.Protected,
                FormattableString.Invariant($"back from leave, protected until {last.AddDays(AfterLeave - 1):yyyy-MM-dd}")
            )
            : null;
    }
}
