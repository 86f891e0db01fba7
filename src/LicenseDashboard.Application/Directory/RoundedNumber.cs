using System.Text.RegularExpressions;

namespace LicenseDashboard.Application.Directory;

/// <summary>
/// Recognizes a long number as a spreadsheet displays and saves it, such as <c>4,711E+03</c>. Its last digits are lost, so it could stand
/// for anybody.
/// </summary>
internal static partial class RoundedNumber
{
    public static bool Is(string text) => Form().IsMatch(text);

    public static string Words(string column, string text) =>
        $"{column} '{text}' was rounded by a spreadsheet, so its digits are lost; format the column as text and export it again.";

    [GeneratedRegex(@"^\s*-?\d+([.,]\d+)?E\+?\d+\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
