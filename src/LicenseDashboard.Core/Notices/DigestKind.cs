namespace LicenseDashboard.Core.Notices;

/// <summary>Why a manager is written to.</summary>
public enum DigestKind
{
    /// <summary>Seats of their people have reached a step of reclamation.</summary>
    Reclamation,

    /// <summary>The month's review has opened: what waits.</summary>
    ReviewOpened,

    /// <summary>The month's review has ended: what became of it.</summary>
    ReviewClosed,
}

/// <summary>The steps of reclamation that a manager hears of. Grace is announced with the first.</summary>
public enum SeatNoticeStep
{
    Found,
    Due,
}

/// <summary>A person's seat was written about: once for each step, whatever happens to the digest afterwards.</summary>
public sealed class SeatNotice
{
    public required Shared.RecommendationId RecommendationId { get; init; }

    public required SeatNoticeStep Step { get; init; }

    public required Shared.DigestId DigestId { get; init; }
}

/// <summary>A recipient was written to about a month's review: once for its opening, once for its end.</summary>
public sealed class ReviewNotice
{
    public required Shared.ReviewId ReviewId { get; init; }

    public required DigestKind Kind { get; init; }

    /// <summary>0: the administrators.</summary>
    public required int RecipientKey { get; init; }

    public required Shared.DigestId DigestId { get; init; }
}
