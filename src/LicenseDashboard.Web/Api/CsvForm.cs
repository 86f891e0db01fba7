using System.Globalization;

namespace LicenseDashboard.Web.Api;

/// <summary>How a CSV file separates values and writes decimals: what a spreadsheet expects depends on the reader's region.</summary>
internal readonly record struct CsvForm(char Separator, char DecimalMark)
{
    public const string Cookie = "csv";

    public static readonly CsvForm Default = new(',', '.');
    public static readonly string[] Separators = ["comma", "semicolon", "tab"];
    public static readonly string[] Marks = ["point", "comma"];

    /// <summary>What people choose from: the words that are kept, and what they see.</summary>
    public static readonly (string Key, string Title)[] Choices =
    [
        ("comma-point", "Comma, 1234.50"),
        ("semicolon-comma", "Semicolon, 1234,50"),
        ("semicolon-point", "Semicolon, 1234.50"),
        ("tab-point", "Tab, 1234.50"),
        ("tab-comma", "Tab, 1234,50"),
    ];

    /// <summary>What the viewer chose last, as the cookie holds it; commas and points for anything else.</summary>
    public static CsvForm OfCookie(string? kept) => kept?.Split('-') is [var separator, var mark] ? Of(separator, mark) : Default;

    /// <summary>By words of <see cref="Separators"/> and <see cref="Marks"/>; anything else is as in <see cref="Default"/>.</summary>
    public static CsvForm Of(string? separator, string? mark) =>
        new(
            separator switch
            {
                "semicolon" => ';',
                "tab" => '\t',
                _ => Default.Separator,
            },
            mark == "comma" ? ',' : Default.DecimalMark
        );

    public string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture).Replace('.', DecimalMark);
}
