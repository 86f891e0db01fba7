using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>The smallest amount that a currency has (ISO 4217 minor units), and rounding to it.</summary>
internal static class CurrencyUnit
{
    private static readonly HashSet<string> _whole =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    private static readonly HashSet<string> _thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>In millionths: 10,000 for a currency with cents.</summary>
    public static long Of(string currency) =>
        _whole.Contains(currency) ? Money.UnitMicros
        : _thousandths.Contains(currency) ? Money.UnitMicros / 1000
        : Money.UnitMicros / 100;

    /// <summary>Half up. Amounts of a bill are never negative.</summary>
    public static long Round(long micros, long unit) => (micros + (unit / 2)) / unit * unit;
}
