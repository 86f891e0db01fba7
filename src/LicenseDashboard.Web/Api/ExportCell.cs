using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Api;

internal enum ExportKind
{
    Text,
    Number,
    Amount,
    Day,
    Instant,
}

/// <summary>One value of an export with its type: a spreadsheet sorts and sums it without guessing.</summary>
/// <param name="Text">Also of days and instants, as CSV has them.</param>
/// <param name="Amount">Numbers and amounts of money; the currency is a column of its own.</param>
/// <param name="At">Days and instants.</param>
internal readonly record struct ExportCell(ExportKind Kind, string Text, decimal Amount = 0, DateTime At = default)
{
    public static implicit operator ExportCell(string? text) => new(ExportKind.Text, text ?? "");

    public static ExportCell Number(long? number, string unless = "") =>
        number is { } value ? new ExportCell(ExportKind.Number, "", value) : unless;

    public static ExportCell Money(Money money) => new(ExportKind.Amount, "", money.Amount);

    /// <param name="unless">What stands there when there is none.</param>
    public static ExportCell Day(DateOnly? day, string unless = "") =>
        day is { } value
            ? new ExportCell(
                ExportKind.Day,
                value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                At: value.ToDateTime(TimeOnly.MinValue)
            )
            : unless;

    /// <param name="utc">The column's title says that it is UTC.</param>
    public static ExportCell Instant(DateTime? utc) =>
        utc is { } value
            ? new ExportCell(ExportKind.Instant, value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), At: value)
            : "";
}
