using System.Globalization;

namespace LicenseDashboard.Web.Layout;

/// <summary>The page number in an address, read as text because the framework fails the whole page if it is not a number.</summary>
internal static class PageInAddress
{
    private const int Last = 999_999;

    /// <summary>Invalid values are reported and become the first page.</summary>
    public static int Of(string? text, ICollection<string> notUnderstood, string name = "page")
    {
        if (string.IsNullOrEmpty(text))
        {
            return 1;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= Last)
        {
            return page;
        }

        notUnderstood.Add($"{name} '{text}'");
        return 1;
    }
}
