namespace LicenseDashboard.Core.Contracts;

/// <summary>A line as it is in force on a day.</summary>
/// <param name="Terms">With the dated changes that the billing period of the day began with.</param>
public sealed record AgreedLine(ContractTerms Contract, LineTerms Terms)
{
    /// <summary>How many may hold a named SKU before there is overage; null where a line doesn't count seats.</summary>
    public int? Seats => Terms.Basis == LineBasis.Named ? Terms.Committed + Terms.Included : null;

    /// <summary>
    /// The lines of all contracts that have begun. A contract goes on after its last day, in the next term or until it is replaced, exactly
    /// as the bill goes on; who has left the vendor removes it.
    /// </summary>
    public static IReadOnlyList<AgreedLine> On(IEnumerable<ContractTerms> contracts, DateOnly day) =>
        [
            .. contracts
                .Where(contract => contract.First <= day)
                .SelectMany(contract =>
                    contract.Lines.Select(line => new AgreedLine(contract, line.On(BillingMonths.FirstDay(contract.First, day))))
                ),
        ];
}
