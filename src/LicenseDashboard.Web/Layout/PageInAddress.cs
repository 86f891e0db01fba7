using System.Globalization;

namespace LicenseDashboard.Web.Layout;

/// <summary>
/// The number of a page as an address says it, read as text: the framework fails the whole page over a number that is none.
/// </summary>
internal static class PageInAddress
{
    private const int Last = 999_999;

    /// <summary>What can't be a page is the first one, and named.</summary>
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
