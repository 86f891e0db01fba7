using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>A bill as its rows are stored.</summary>
/// <param name="Shares">Null: costs of people aren't kept for this kind of bill.</param>
internal sealed record BillRows(BilledMonth Month, IReadOnlyList<BilledLine> Lines, CostRows? Shares)
{
    public static BillRows Of(int platform, BillKind kind, Bill bill, CostRows? shares, DateTime now, string digest = "") =>
        new(
            new BilledMonth
            {
                PlatformKey = platform,
                Month = bill.Month,
                Kind = kind,
                Currency = bill.Currency,
                TotalMicros = bill.Total.Micros,
                IsComplete = bill.IsComplete,
                IsEstimate = bill.IsEstimate,
                Digest = digest,
                BilledAt = now,
            },
            [
                .. bill.Contracts.SelectMany(contract => contract.Lines.Select(line => Line(platform, kind, bill, contract, line))),
                .. bill.Contracts.Select(contract => TopUp(platform, kind, bill, contract)).OfType<BilledLine>(),
                .. bill.Outside.Select(outside => Outside(platform, kind, bill, outside)),
            ],
            shares
        );

    private static BilledLine Line(int platform, BillKind kind, Bill bill, ContractBill contract, LineBill line) =>
        new()
        {
            PlatformKey = platform,
            Month = bill.Month,
            Kind = kind,
            Contract = contract.Contract,
            Sku = line.Sku,
            Basis = line.Basis,
            First = contract.Period.First,
            Last = contract.Period.Days.LastDay,
            Billable = line.Billable,
            Committed = line.Committed,
            Included = line.Included,
            IsNeed = line.IsNeed,
            Over = line.Charge.Over,
            PriceMicros = line.PriceMicros,
            OveragePriceMicros = line.OverageMicros,
            CommitmentMicros = line.Charge.CommitmentMicros,
            OverageMicros = line.Charge.OverageMicros,
        };

    /// <summary>What the contract's minimum adds to the sum of its lines; null if nothing.</summary>
    private static BilledLine? TopUp(int platform, BillKind kind, Bill bill, ContractBill contract) =>
        contract.Micros - contract.Lines.Sum(line => line.Charge.Micros) is > 0 and var added
            ? new BilledLine
            {
                PlatformKey = platform,
                Month = bill.Month,
                Kind = kind,
                Contract = contract.Contract,
                Sku = "",
                Basis = LineBasis.Named,
                First = contract.Period.First,
                Last = contract.Period.Days.LastDay,
                Billable = 0,
                Committed = 0,
                Included = 0,
                IsNeed = false,
                Over = 0,
                PriceMicros = null,
                OveragePriceMicros = null,
                CommitmentMicros = added,
                OverageMicros = 0,
            }
            : null;

    /// <summary>Counted in the period of the first contract, by list price.</summary>
    private static BilledLine Outside(int platform, BillKind kind, Bill bill, OutsideBill outside) =>
        new()
        {
            PlatformKey = platform,
            Month = bill.Month,
            Kind = kind,
            Contract = "",
            Sku = outside.Sku,
            Basis = LineBasis.Named,
            First = bill.Contracts[0].Period.First,
            Last = bill.Contracts[0].Period.Days.LastDay,
            Billable = outside.Billable,
            Committed = 0,
            Included = 0,
            IsNeed = false,
            Over = outside.Billable,
            PriceMicros = outside.Micros / outside.Billable,
            OveragePriceMicros = outside.Micros / outside.Billable,
            CommitmentMicros = 0,
            OverageMicros = outside.Micros ?? 0,
        };
}

/// <summary>What a month costs by person, by department, and below each manager.</summary>
internal sealed record CostRows(
    IReadOnlyList<PersonCost> People,
    IReadOnlyList<DepartmentCost> Departments,
    IReadOnlyList<ManagerCost> Managers
)
{
    public static CostRows Of(int platform, int month, IReadOnlyList<PersonShare> shares, BilledPeople people)
    {
        var costs = shares
            .Select(share => new PersonCost
            {
                PlatformKey = platform,
                Month = month,
                PersonKey = int.Parse(share.PersonId, CultureInfo.InvariantCulture),
                Sku = share.Sku,
                Micros = share.Micros,
            })
            .ToList();
        return new CostRows(
            costs,
            [
                .. costs
                    .GroupBy(cost => (cost.Sku, Department: people.ByKey[cost.PersonKey].Department ?? ""))
                    .Select(group => new DepartmentCost
                    {
                        PlatformKey = platform,
                        Month = month,
                        Sku = group.Key.Sku,
                        Department = group.Key.Department,
                        People = group.Count(),
                        Micros = group.Sum(cost => cost.Micros),
                    }),
            ],
            [
                .. costs
                    .GroupBy(cost => cost.Sku)
                    .SelectMany(sku =>
                        BelowManagers
                            .Sums(sku.Select(cost => (people.ByKey[cost.PersonKey].Position, cost.Micros)), people.Managers)
                            .Select(sum => new ManagerCost
                            {
                                PlatformKey = platform,
                                Month = month,
                                Sku = sku.Key,
                                ManagerKey = sum.ManagerKey,
                                People = sum.People,
                                Micros = sum.Micros,
                            })
                    ),
            ]
        );
    }
}

/// <summary>Where people are when a month is billed.</summary>
internal sealed class BilledPeople
{
    public required IReadOnlyDictionary<int, (string? Department, long Position)> ByKey { get; init; }

    public required IReadOnlyList<(int Key, long From, long To)> Managers { get; init; }

    public static async Task<BilledPeople> ReadAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        var people = await db
            .People.Where(p => p.PlatformKey == platform)
            .Select(p => new
            {
                p.Key,
                p.Department,
                p.Position,
                p.PositionEnd,
            })
            .ToListAsync(ct);
        return new BilledPeople
        {
            ByKey = people.ToDictionary(p => p.Key, p => (p.Department, p.Position)),
            Managers = [.. people.Where(p => p.PositionEnd > p.Position).Select(p => (p.Key, p.Position, p.PositionEnd))],
        };
    }
}
