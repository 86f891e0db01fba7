using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Invoices;

/// <summary>
/// Amounts as spreadsheets write them: with a decimal point or a decimal comma, with or without separators of thousands. What can be read
/// in two ways is refused, because a factor of a thousand would go unnoticed in a sum.
/// </summary>
public static class AmountText
{
    /// <summary>Enough for any invoice; more is a mistake that would overflow later.</summary>
    private const decimal Most = 1_000_000_000m;

    /// <param name="field">Name of the column, for the message.</param>
    public static Outcome<long> Micros(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’')));
        var sign = plain.StartsWith('-') || plain.StartsWith('−') ? -1 : 1;
        var digits = sign < 0 ? plain[1..] : plain;
        if (digits.Length == 0 || !digits.All(c => char.IsAsciiDigit(c) || c is '.' or ',') || !char.IsAsciiDigit(digits[^1]))
        {
            return Refusal.Invalid($"{field} \"{Short(text)}\" is not an amount. Write it as 1234.50.");
        }

        var (points, commas) = (digits.Count(c => c == '.'), digits.Count(c => c == ','));
        var last = digits.LastIndexOfAny(['.', ',']);
        if (points + commas == 1 && IsAmbiguous(digits, last))
        {
            var (whole, part) = (digits[..last] + digits[(last + 1)..], digits[..last] + "." + digits[(last + 1)..] + "0");
            return Refusal.Invalid($"{field} \"{Short(text)}\" can be {whole} or {part}. Write one of these.");
        }

        // The last separator is the decimal one if it stands alone; others must group by thousands.
        var isDecimal = last >= 0 && (digits[last] == '.' ? points : commas) == 1;
        var (front, back) = isDecimal ? (digits[..last], digits[(last + 1)..]) : (digits, "");
        if (!IsGrouped(front, isDecimal ? digits[last] : null))
        {
            return Refusal.Invalid($"{field} \"{Short(text)}\" is not an amount. Write it as 1234.50.");
        }

        var normal = string.Concat(front.Where(char.IsAsciiDigit)) + (back.Length > 0 ? "." + back : "");
        return decimal.TryParse(normal, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= Most
            ? (long)decimal.Round(sign * amount * Money.UnitMicros, MidpointRounding.AwayFromZero)
            : Refusal.Invalid($"{field} \"{Short(text)}\" is more than {Most.ToString("N0", CultureInfo.InvariantCulture)}. Correct it.");
    }

    /// <summary>True if the text is written otherwise than 1234.50, so that a preview says how it was read.</summary>
    public static bool IsUnusual(string text) => text.Contains(',', StringComparison.Ordinal);

    /// <summary>One to three digits, a separator and three digits: 1.234 and 1,234 are both written for 1234.</summary>
    private static bool IsAmbiguous(string digits, int at) => digits.Length - at - 1 == 3 && at is >= 1 and <= 3 && digits[0] != '0';

    private static bool IsGrouped(string front, char? decimalSign)
    {
        var groups = front.Split('.', ',');
        var signs = front.Where(c => !char.IsAsciiDigit(c)).Distinct().ToList();
        return groups[0].Length > 0
            && (groups.Length == 1 || (groups[0].Length <= 3 && groups.Skip(1).All(group => group.Length == 3)))
            && (signs.Count == 0 || (signs.Count == 1 && signs[0] != decimalSign));
    }

    private static string Short(string text) => text.Length > 32 ? text[..32] + "…" : text;
}
