using LicenseDashboard.Application.Billing;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Billing;

/// <summary>A charge in both bills as displayed.</summary>
internal static class TwoBillsWords
{
    /// <summary>Neither quantity nor amount differs.</summary>
    public static bool Same(LinePair line) => Facts(line.AsIs) == Facts(line.WithChange);

    public static string Line(LinePair line, string currency)
    {
        var any = line.AsIs ?? line.WithChange!;
        var name = any.Sku.Length == 0 ? "Contract minimum" : SkuWords.FullName(any.Sku);
        var committed = any.Contract.Length == 0 || any.Sku.Length == 0 ? "" : Committed(line);
        return $"{name}: {Count(line.AsIs)} → {Count(line.WithChange)} used{committed}, "
            + $"{Amount(line.AsIs, currency)} → {Amount(line.WithChange, currency)}";
    }

    private static string Committed(LinePair line)
    {
        var (before, after) = (line.AsIs?.Committed ?? 0, line.WithChange?.Committed ?? 0);
        var needed = (line.WithChange ?? line.AsIs)!.IsNeed ? " if notice is given" : "";
        return before == after
            ? $" of {NumberText.Of(after)} committed{needed}"
            : $", {NumberText.Of(before)} → {NumberText.Of(after)} committed{needed}";
    }

    private static string Count(BilledLine? line) => NumberText.Of(line?.Billable ?? 0);

    private static string Amount(BilledLine? line, string currency) =>
        MoneyText.Of(new Money(line is null ? 0 : line.CommitmentMicros + line.OverageMicros, currency));

    private static (int, int, long) Facts(BilledLine? line) =>
        line is null ? default : (line.Billable, line.Committed, line.CommitmentMicros + line.OverageMicros);
}
