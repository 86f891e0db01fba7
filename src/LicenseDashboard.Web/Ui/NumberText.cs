using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui;

/// <summary>Formats counts, with a real minus sign.</summary>
internal static class NumberText
{
    public static string Of(long value) => (value < 0 ? "\u2212" : "") + EnglishText.Count(Math.Abs(value));

    /// <summary><c>3 changes</c>, <c>1 change</c>.</summary>
    public static string Of(long count, string one, string many) => EnglishText.Count(count, one, many);
}
