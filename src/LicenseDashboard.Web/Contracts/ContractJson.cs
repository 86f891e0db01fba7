using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Contracts;

/// <summary>A contract on the wire. Amounts are in its currency.</summary>
/// <param name="Last">Last day of the term, itself in the term.</param>
/// <param name="NoticeDays">Null: no automatic renewal.</param>
/// <param name="OverUse"><c>soft</c>: overage is billed; <c>hard</c>: log-ins above the limit are refused.</param>
/// <param name="Minimum">Lowest charge of a billing month; null: none.</param>
/// <param name="Assumed">True while the terms are what the demo assumed.</param>
/// <param name="DecideBy">The next day by which notice must be given, or the last day if it doesn't renew by itself.</param>
internal sealed record ContractJson(
    string Platform,
    string Id,
    int Version,
    string? PoNumber,
    string Currency,
    DateOnly First,
    DateOnly Last,
    int? NoticeDays,
    int RenewalMonths,
    string OverUse,
    decimal? Minimum,
    bool Assumed,
    DateOnly? DecideBy,
    IReadOnlyList<ContractLineJson> Lines
)
{
    public static ContractJson Of(ContractRow row) =>
        new(
            row.Platform,
            row.Terms.Id,
            row.Version,
            row.Terms.PoNumber,
            row.Terms.Currency,
            row.Terms.First,
            row.Terms.Last,
            row.Terms.NoticeDays,
            row.Terms.RenewalMonths,
            ApiWords.Of(row.Terms.OverUse),
            row.Terms.MinimumMicros == 0 ? null : new Money(row.Terms.MinimumMicros, row.Terms.Currency).Amount,
            row.Assumed,
            row.Runway?.Deadline,
            [.. row.Terms.Lines.Select(line => ContractLineJson.Of(line, row.Terms))]
        );
}

/// <param name="Included">Free on top of the commitment.</param>
/// <param name="Price">Of one unit per billing month.</param>
/// <param name="Overage">Of each unit above; null: the unit price, or the list price if that is 0.</param>
/// <param name="Cancellable">True if a month without use costs nothing.</param>
internal sealed record ContractLineJson(
    string Sku,
    string Basis,
    int Committed,
    int Minimum,
    int Included,
    decimal Price,
    decimal? Overage,
    bool Cancellable,
    IReadOnlyList<ContractChangeJson> Changes
)
{
    public static ContractLineJson Of(LineTerms line, ContractTerms contract) =>
        new(
            line.Sku,
            ApiWords.Of(line.Basis),
            line.Committed,
            line.Minimum,
            line.Included,
            new Money(line.PriceMicros, contract.Currency).Amount,
            AmountOf(line.OverageMicros, contract),
            line.Cancellable,
            [
                .. line.Changes.Select(change => new ContractChangeJson(
                    change.From,
                    BillingMonths.AppliesFrom(contract.First, change.From),
                    change.Committed,
                    change.Minimum,
                    change.Included,
                    AmountOf(change.PriceMicros, contract),
                    AmountOf(change.OverageMicros, contract)
                )),
            ]
        );

    private static decimal? AmountOf(long? micros, ContractTerms contract) =>
        micros is { } said ? new Money(said, contract.Currency).Amount : null;
}

/// <summary>What changes from a day on; null: as before.</summary>
/// <param name="AppliesFrom">First day of the first billing month that begins on <paramref name="From"/> or later. Ignored when
/// sent.</param>
internal sealed record ContractChangeJson(
    DateOnly From,
    DateOnly? AppliesFrom,
    int? Committed,
    int? Minimum,
    int? Included,
    decimal? Price,
    decimal? Overage
);

/// <summary>What the document says of the body of <c>PUT /contracts/{id}</c>.</summary>
/// <param name="Version">As the contract shows it, to replace one; left out to add one. You can send If-Match instead.</param>
internal sealed record ContractPutJson(
    int? Version,
    string? PoNumber,
    string Currency,
    DateOnly First,
    DateOnly Last,
    int? NoticeDays,
    int? RenewalMonths,
    string? OverUse,
    decimal? Minimum,
    IReadOnlyList<ContractLineJson> Lines
);
