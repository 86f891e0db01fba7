using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Testing;

/// <summary>
/// Kept bills of platform 1, as Billing would write them: closed months up to October 2026, November open, then coming ones up to the end
/// of the contract in March 2027. In November 20 dollars a person and month for CX 3, in October 10 of 100 people have just come.
/// </summary>
public static class BilledWorld
{
    public const string Cx3 = "cloudCX3";
    public const string Wem = "gc1WEMupgrade";
    public const long Dollar = 1_000_000;

    public static int October { get; } = MonthNumber.Of(new DateOnly(2026, 10, 1));

    public static int November { get; } = October + 1;

    public static int March { get; } = October + 5;

    /// <summary>Six closed months: 100 people in October, 90 before; 90 are committed at 20 dollars, overage costs 25.</summary>
    public static async Task FillBillsAsync(this LicenseDb db, int closed = 6)
    {
        db.Contracts.Add(
            A.Contract(
                A.Terms(A.Line(Cx3, 90, price: 20) with { OverageMicros = 25 * Dollar }) with
                {
                    First = new DateOnly(2026, 4, 1),
                    Last = new DateOnly(2027, 3, 31),
                },
                1
            )
        );
        for (var month = October - closed + 1; month <= October; month++)
        {
            db.AddBill(month, BillKind.Closed, month == October ? 100 : 90);
        }

        db.AddBill(November, BillKind.SoFar, 95);
        db.AddBill(November, BillKind.Forecast, 100);
        for (var month = November + 1; month <= March; month++)
        {
            db.AddBill(month, BillKind.Coming, 100);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>CX 3 for so many people and WEM for ten.</summary>
    public static void AddBill(this LicenseDb db, int month, BillKind kind, int people)
    {
        var lines = new[] { Line(month, kind, Cx3, people, 90, 20, 25), Line(month, kind, Wem, 10, 10, 3, 4) };
        db.BilledMonths.Add(
            new BilledMonth
            {
                PlatformKey = 1,
                Month = month,
                Kind = kind,
                Currency = "USD",
                TotalMicros = lines.Sum(line => line.CommitmentMicros + line.OverageMicros),
                IsComplete = true,
                IsEstimate = false,
                BilledAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
            }
        );
        db.BilledLines.AddRange(lines);
    }

    /// <summary>
    /// Anna (a) manages Ben (b) and ten people; Ben manages the others. The first ten are in Sales and have WEM, the rest have no
    /// department.
    /// </summary>
    public static async Task FillPeopleAsync(this LicenseDb db, int people = 100, int newInOctober = 10)
    {
        Person[] staff =
        [
            .. Enumerable
                .Range(0, people + 2)
                .Select(index =>
                    index switch
                    {
                        0 => Someone("a", "Anna", 1, people + 2),
                        1 => Someone("b", "Ben", 12, people + 2),
                        _ => Someone($"p{index - 2}", $"Person {index - 2:000}", index < 12 ? index : index + 1, null),
                    }
                ),
        ];
        db.People.AddRange(staff);
        await db.SaveChangesAsync();
        await db
            .People.Where(p => p.PlatformKey == 1 && p.VendorId != "a")
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ManagerKey, staff[0].Key));
        await db.People.Where(p => p.Position > 12).ExecuteUpdateAsync(set => set.SetProperty(p => p.ManagerKey, staff[1].Key));
        foreach (var month in (int[])[October - 1, October, November])
        {
            var held = staff.Skip(2).Take(month == October - 1 ? people - newInOctober : people).ToList();
            db.PersonCosts.AddRange(held.Select(person => Cost(month, person, Cx3, 20)));
            db.PersonCosts.AddRange(held.Take(10).Select(person => Cost(month, person, Wem, 3)));
            db.DepartmentCosts.AddRange([
                Department(month, Cx3, "Sales", 10, 200),
                Department(month, Wem, "Sales", 10, 30),
                Department(month, Cx3, "", held.Count - 10, (held.Count - 10) * 20),
            ]);
            db.ManagerCosts.AddRange([
                Manager(month, staff[0], Cx3, held.Count, held.Count * 20),
                Manager(month, staff[0], Wem, 10, 30),
                Manager(month, staff[1], Cx3, held.Count - 10, (held.Count - 10) * 20),
            ]);
        }

        await db.SaveChangesAsync();
    }

    private static Person Someone(string id, string name, long position, long? end)
    {
        var person = A.Person(id, name: name);
        (person.Position, person.PositionEnd) = (position, end ?? position);
        person.Department = position is > 1 and < 12 ? "Sales" : null;
        return person;
    }

    private static BilledLine Line(int month, BillKind kind, string sku, int billable, int committed, int price, int overage) =>
        new()
        {
            PlatformKey = 1,
            Month = month,
            Kind = kind,
            Contract = "contract",
            Sku = sku,
            Basis = LineBasis.Named,
            First = MonthNumber.First(month),
            Last = MonthNumber.First(month + 1).AddDays(-1),
            Billable = billable,
            Committed = committed,
            Included = 0,
            IsNeed = false,
            Over = Math.Max(0, billable - committed),
            PriceMicros = price * Dollar,
            OveragePriceMicros = overage * Dollar,
            CommitmentMicros = committed * price * Dollar,
            OverageMicros = Math.Max(0, billable - committed) * overage * Dollar,
        };

    private static PersonCost Cost(int month, Person person, string sku, int dollars) =>
        new()
        {
            PlatformKey = 1,
            Month = month,
            PersonKey = person.Key,
            Sku = sku,
            Micros = dollars * Dollar,
        };

    private static DepartmentCost Department(int month, string sku, string name, int people, int dollars) =>
        new()
        {
            PlatformKey = 1,
            Month = month,
            Sku = sku,
            Department = name,
            People = people,
            Micros = dollars * Dollar,
        };

    private static ManagerCost Manager(int month, Person manager, string sku, int people, int dollars) =>
        new()
        {
            PlatformKey = 1,
            Month = month,
            Sku = sku,
            ManagerKey = manager.Key,
            People = people,
            Micros = dollars * Dollar,
        };
}
