using System.Linq.Expressions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The columns a page reads; no entity and no evidence.</summary>
internal sealed record ListRow(
    Guid Id,
    int Version,
    int PlatformKey,
    RecommendationKind Kind,
    Lane Lane,
    string LaneNote,
    RecommendationStatus Status,
    string StatusNote,
    int PersonKey,
    string VendorId,
    string Name,
    string? Email,
    int? ManagerKey,
    string? Manager,
    string? Division,
    long Position,
    string Held,
    string Target,
    string Reason,
    long SavingMicros,
    string Currency,
    bool HasPlan,
    DateOnly FoundOn,
    string? DecidedBy,
    string? DecidedByName,
    DateTime? DecidedAt,
    string? Justification,
    DateOnly? SuppressedUntil,
    string? RestoredByName,
    DateTime? RestoredAt,
    long? CashMicros,
    DateOnly? CashFrom,
    long? CashHorizonMicros,
    long? CashCostMicros,
    string CashNote
)
{
    public static readonly Expression<Func<Recommendation, ListRow>> Projection = r => new ListRow(
        r.Id.Value,
        r.Version,
        r.PlatformKey,
        r.Kind,
        r.Lane,
        r.LaneNote,
        r.Status,
        r.StatusNote,
        r.PersonKey,
        r.VendorId,
        r.Name,
        r.Email,
        r.ManagerKey,
        r.ManagerName,
        r.Division,
        r.Position,
        r.Held,
        r.Target,
        r.Reason,
        r.ListSavingMicros,
        r.Currency,
        r.HasPlan,
        r.FoundOn,
        r.DecidedBy,
        r.DecidedByName,
        r.DecidedAt,
        r.Justification,
        r.SuppressedUntil,
        r.Status == RecommendationStatus.Restoring || r.Status == RecommendationStatus.Restored
            ? r.Decisions.Where(d => d.Kind == DecisionKind.Restore).OrderByDescending(d => d.Key).Select(d => d.ByName).FirstOrDefault()
            : null,
        r.Status == RecommendationStatus.Restoring || r.Status == RecommendationStatus.Restored
            ? r
                .Decisions.Where(d => d.Kind == DecisionKind.Restore)
                .OrderByDescending(d => d.Key)
                .Select(d => (DateTime?)d.At)
                .FirstOrDefault()
            : null,
        r.CashMicros,
        r.CashFrom,
        r.CashHorizonMicros,
        r.CashCostMicros,
        r.CashNote
    );

    public RecommendationRow For(Viewer viewer) =>
        new(
            Id,
            Version,
            PlatformKey,
            Kind,
            Lane,
            LaneNote,
            Status,
            StatusNote,
            PersonKey,
            VendorId,
            Name,
            Email,
            Manager,
            Division,
            Advice.Split(Held),
            Advice.Split(Target),
            Reason,
            new Money(SavingMicros, Currency),
            HasPlan,
            FoundOn,
            DecidedBy,
            DecidedByName,
            DecidedAt,
            Justification,
            SuppressedUntil,
            Status == RecommendationStatus.Open
                && Lane != Lane.Protected
                && !viewer.IsPerson(PersonKey)
                && viewer.MayDecide(PlatformKey, Position, ManagerKey is not null),
            RestoredByName,
            RestoredAt
        )
        {
            ManagerKey = ManagerKey,
            Cash = RowCash.Of(Currency, CashMicros, CashFrom, CashHorizonMicros, CashCostMicros),
            CashNote = CashNote,
        };
}
