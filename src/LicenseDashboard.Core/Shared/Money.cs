namespace LicenseDashboard.Core.Shared;

/// <summary>
/// An amount in millionths of a currency unit, so that sums and sorts are integer operations on every database. Rounded only when posted
/// to the ledger.
/// </summary>
/// <param name="Micros">Millionths of the unit: 75 USD is 75,000,000.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Micros, string Currency)
{
    public const long UnitMicros = 1_000_000;

    public decimal Amount => Micros / (decimal)UnitMicros;

    public static Money Of(decimal amount, string currency) => new(checked((long)decimal.Round(amount * UnitMicros)), currency);

    public static Money Zero(string currency) => new(0, currency);

    public static Money operator +(Money left, Money right) => Same(left, right) with { Micros = checked(left.Micros + right.Micros) };

    public static Money operator -(Money left, Money right) => Same(left, right) with { Micros = checked(left.Micros - right.Micros) };

    public static Money operator *(Money money, int times) => money with { Micros = checked(money.Micros * times) };

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left
            : throw new InvalidOperationException($"Can't combine {left.Currency} with {right.Currency}; group by currency first.");
}
