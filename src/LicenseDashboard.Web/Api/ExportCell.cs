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

/// <summary>One typed value of an export, so that a spreadsheet can sort and sum it.</summary>
/// <param name="Text">For days and instants, the CSV form.</param>
/// <param name="Amount">For numbers and amounts of money; the currency has its own column.</param>
/// <param name="At">For days and instants.</param>
internal readonly record struct ExportCell(ExportKind Kind, string Text, decimal Amount = 0, DateTime At = default)
{
    public static implicit operator ExportCell(string? text) => new(ExportKind.Text, text ?? "");

    public static ExportCell Number(long? number, string unless = "") =>
        number is { } value ? new ExportCell(ExportKind.Number, "", value) : unless;

    public static ExportCell Money(Money money) => new(ExportKind.Amount, "", money.Amount);

    /// <param name="unless">Text used if there is no value.</param>
    public static ExportCell Day(DateOnly? day, string unless = "") =>
        day is { } value
            ? new ExportCell(
                ExportKind.Day,
                value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                At: value.ToDateTime(TimeOnly.MinValue)
            )
            : unless;

    /// <param name="utc">True if the title of the column says that it is UTC.</param>
    public static ExportCell Instant(DateTime? utc) =>
        utc is { } value
            ? new ExportCell(ExportKind.Instant, value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), At: value)
            : "";
}
