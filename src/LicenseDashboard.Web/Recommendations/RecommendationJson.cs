using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A row of <c>/recommendations</c>.</summary>
/// <param name="Cash">Null without a figure: no contract, no price, or protected.</param>
/// <param name="CashNote">Why the cash saving is what it is. Empty until it is calculated.</param>
/// <param name="RestoredBy">Who requested a restore after the change was verified. Null if there was no request.</param>
/// <param name="RestoredAt">UTC time when the restore was asked for. From then on its saving is not verified.</param>
internal record RecommendationJson(
    Guid Id,
    int Version,
    string Kind,
    string Lane,
    string LaneNote,
    string Status,
    string StatusNote,
    UserJson User,
    string? Manager,
    string? Division,
    IReadOnlyList<string> CurrentSkus,
    IReadOnlyList<string> RecommendedSkus,
    string Reason,
    MoneyJson ListMonthlySaving,
    CashJson? Cash,
    string CashNote,
    bool HasPlan,
    DateOnly FoundOn,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? Justification,
    DateOnly? SuppressedUntil,
    string? RestoredBy,
    DateTime? RestoredAt
)
{
    public static RecommendationJson Of(RecommendationRow row) =>
        new(
            row.Id,
            row.Version,
            ApiWords.Of(row.Kind),
            ApiWords.Of(row.Lane),
            row.LaneNote,
            ApiWords.Of(row.Status),
            row.StatusNote,
            new UserJson(row.VendorId, row.Name, row.Email),
            row.Manager,
            row.Division,
            row.CurrentSkus,
            row.RecommendedSkus,
            row.Reason,
            MoneyJson.Of(row.ListMonthlySaving),
            CashJson.Of(row.Cash),
            row.CashNote,
            row.HasPlan,
            row.FoundOn,
            row.DecidedByName ?? row.DecidedBy,
            row.DecidedAt,
            row.Justification,
            row.SuppressedUntil,
            row.RestoredByName,
            row.RestoredAt
        );
}

/// <summary>The recommendation with its evidence at the time of the evaluation.</summary>
internal sealed record RecommendationDetailJson : RecommendationJson
{
    private RecommendationDetailJson(RecommendationRow row)
        : base(Of(row)) { }

    public required IReadOnlyList<string> HeldSkus { get; init; }

    public required IReadOnlyList<string> ExplicitSkus { get; init; }

    public required IReadOnlyList<string> UnknownSkus { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Keys of features that are dropped, or of which the plan removes a permission.</summary>
    public required IReadOnlyList<string> GivenUp { get; init; }

    public required IReadOnlyList<string> LaneReasons { get; init; }

    public required IReadOnlyList<PlanChangeJson> Plan { get; init; }

    public required IReadOnlyList<string> PlanInWords { get; init; }

    /// <summary>Every permission that the plan removes, with the divisions it is removed from. Empty if there is no plan.</summary>
    public required IReadOnlyList<LostPermissionJson> LostPermissions { get; init; }

    /// <summary>Only if plan is empty: the swap that would reach the recommended SKUs but removes a permission that is needed. It is
    /// never made.</summary>
    public required IReadOnlyList<PlanChangeJson> NearestPlan { get; init; }

    /// <summary>Permissions that nearestPlan would remove.</summary>
    public required IReadOnlyList<LostPermissionJson> NearestLostPermissions { get; init; }

    public required IReadOnlyList<string> InTheWay { get; init; }

    public required IReadOnlyList<string> UnseenPermissions { get; init; }

    public required IReadOnlyList<string> DataNotes { get; init; }

    public required bool ContractedPrice { get; init; }

    public required bool AssumedPrice { get; init; }

    public required IReadOnlyList<FeatureJson> Features { get; init; }

    public required IReadOnlyList<HistoryJson> History { get; init; }

    public static RecommendationDetailJson Of(RecommendationDetails details) =>
        new(details.Row)
        {
            HeldSkus = details.Evidence.Held,
            ExplicitSkus = details.Evidence.Explicit,
            UnknownSkus = details.Evidence.Unknown,
            Required = details.Evidence.Required,
            Dropped = details.Evidence.Dropped,
            LaneReasons = [.. details.Evidence.LaneReasons.Select(reason => reason.Words)],
            GivenUp = details.Losses.GivenUp,
            Plan = [.. details.Evidence.Plan.Select(PlanChangeJson.Of)],
            PlanInWords = details.PlanInWords,
            LostPermissions = [.. details.Losses.Lost.Select(LostPermissionJson.Of)],
            NearestPlan = [.. details.Losses.NearestPlan.Select(PlanChangeJson.Of)],
            NearestLostPermissions = [.. details.Losses.NearestLost.Select(LostPermissionJson.Of)],
            InTheWay = details.Evidence.InTheWay,
            UnseenPermissions = details.Evidence.Unseen,
            DataNotes = details.Evidence.DataNotes,
            ContractedPrice = details.Evidence.ContractedPrice,
            AssumedPrice = details.Evidence.AssumedPrice,
            Features =
            [
                .. details.Features.Select(feature => new FeatureJson(
                    feature.Key,
                    ApiWords.Of(feature.State),
                    feature.From,
                    feature.To,
                    feature.LastUsedOn,
                    feature.Why
                )),
            ],
            History = [.. details.History.Select(line => new HistoryJson(line.At, line.Who, line.What, line.From, line.To, line.Why))],
        };
}

/// <param name="Do"><c>remove</c> or <c>swap</c>.</param>
/// <param name="Divisions">Genesys Cloud IDs; <c>*</c> means all.</param>
internal sealed record PlanChangeJson(string Do, string Role, string? NewRole, IReadOnlyList<string> Divisions)
{
    public static PlanChangeJson Of(PlanChange change) => new(ApiWords.Of(change.Do), change.Role, change.NewRole, change.Divisions);
}

/// <param name="Permission">As written in Genesys Cloud: <c>quality:evaluation:view</c>; parts may be <c>*</c>.</param>
/// <param name="Divisions">Genesys Cloud IDs; <c>*</c> means all. Empty if unknown.</param>
/// <param name="DivisionNames">In the order of divisions; <c>all divisions</c> for <c>*</c>.</param>
/// <param name="Watched">False if the use of this permission is not recorded. The recommendation is then in lane review.</param>
internal sealed record LostPermissionJson(
    string Permission,
    IReadOnlyList<string> Divisions,
    IReadOnlyList<string> DivisionNames,
    bool Watched
)
{
    public static LostPermissionJson Of(LostPermissionRow lost) => new(lost.Permission, lost.Divisions, lost.DivisionNames, lost.Watched);
}

/// <param name="From">First day of the window.</param>
/// <param name="To">Last day for which the data is complete.</param>
internal sealed record FeatureJson(string Key, string State, DateOnly? From, DateOnly? To, DateOnly? LastUsedOn, string Why)
{
    public static FeatureJson Of(FeatureFact fact) => new(fact.Key, ApiWords.Of(fact.State), fact.From, fact.To, fact.LastUsedOn, fact.Why);
}

internal sealed record HistoryJson(DateTime At, string By, string What, string From, string To, string Why);
