using System.Globalization;

namespace LicenseDashboard.Simulator.Billing;

/// <param name="Number">Counted from the contract's first day, from 0.</param>
internal sealed record BilledMonth(int Number, DateOnly First, DateOnly Last, bool IsClosed)
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"p-{First:yyyy-MM-dd}");
}

/// <summary>What a month comes to for one item.</summary>
internal sealed record ItemCharge(BilledItem Item, int Used, int Over)
{
    public decimal Committed => Item.Cancellable && Used == 0 ? 0 : Cents(Item.Committed * Item.Price);

    public decimal Overage => Cents(Over * Item.OveragePrice);

    public static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}

internal sealed record InvoiceLine(string Name, string Product, string ProductName, decimal Quantity, decimal Price, decimal Amount);

internal sealed record Invoice(string Id, BilledMonth Month, DateOnly IssuedOn, IReadOnlyList<InvoiceLine> Lines)
{
    public decimal Total => Lines.Sum(line => line.Amount);
}
