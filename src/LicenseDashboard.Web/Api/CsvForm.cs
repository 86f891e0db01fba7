using System.Globalization;

namespace LicenseDashboard.Web.Api;

/// <summary>How a CSV file separates values and writes decimals; spreadsheets expect different forms by region.</summary>
internal readonly record struct CsvForm(char Separator, char DecimalMark)
{
    public const string Cookie = "csv";

    public static readonly CsvForm Default = new(',', '.');
    public static readonly string[] Separators = ["comma", "semicolon", "tab"];
    public static readonly string[] Marks = ["point", "comma"];

    /// <summary>The choices: the stored key and the displayed title.</summary>
    public static readonly (string Key, string Title)[] Choices =
    [
        ("comma-point", "Comma, 1234.50"),
        ("semicolon-comma", "Semicolon, 1234,50"),
        ("semicolon-point", "Semicolon, 1234.50"),
        ("tab-point", "Tab, 1234.50"),
        ("tab-comma", "Tab, 1234,50"),
    ];

    /// <summary>The viewer's last choice from the cookie; commas and points if invalid.</summary>
    public static CsvForm OfCookie(string? kept) => kept?.Split('-') is [var separator, var mark] ? Of(separator, mark) : Default;

    /// <summary>By keys of <see cref="Separators"/> and <see cref="Marks"/>; <see cref="Default"/> if invalid.</summary>
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
