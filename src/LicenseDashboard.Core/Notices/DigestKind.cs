namespace LicenseDashboard.Core.Notices;

/// <summary>Why a manager or the administrators receive a digest.</summary>
public enum DigestKind
{
    /// <summary>Seats of their people have reached a step of reclamation.</summary>
    Reclamation,

    /// <summary>The monthly review has opened: what is waiting.</summary>
    ReviewOpened,

    /// <summary>The monthly review has ended: what became of it.</summary>
    ReviewClosed,

    /// <summary>A pool of licenses is running full.</summary>
    PoolAlert,

    /// <summary>The forecast of a year passes its budget.</summary>
    BudgetPassed,
}

/// <summary>Reclamation steps that managers are notified about. Grace is announced together with the first.</summary>
public enum SeatNoticeStep
{
    Found,
    Due,
}

/// <summary>Records that a seat was included in a digest: once per step, whatever happens to the digest afterwards.</summary>
public sealed class SeatNotice
{
    public required Shared.RecommendationId RecommendationId { get; init; }

    public required SeatNoticeStep Step { get; init; }

    public required Shared.DigestId DigestId { get; init; }
}

/// <summary>Records that a recipient was notified of a monthly review: once for its opening, once for its end.</summary>
public sealed class ReviewNotice
{
    public required Shared.ReviewId ReviewId { get; init; }

    public required DigestKind Kind { get; init; }

    /// <summary>0 for the administrators.</summary>
    public required int RecipientKey { get; init; }

    public required Shared.DigestId DigestId { get; init; }
}
