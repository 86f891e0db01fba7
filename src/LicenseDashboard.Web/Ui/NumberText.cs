using System.Globalization;

namespace LicenseDashboard.Web.Ui;

/// <summary>Counts as people read them.</summary>
public static class NumberText
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(long value) => value.ToString("N0", Culture);

    /// <summary><c>3 changes</c>, <c>1 change</c>.</summary>
    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
