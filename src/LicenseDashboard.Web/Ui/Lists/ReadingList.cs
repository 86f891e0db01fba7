using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui.Lists;

/// <summary>A list whose view each viewer chooses: which columns, how wide, how dense, how many rows.</summary>
/// <param name="Key">Its name in the browser's memory: lowercase letters and hyphens.</param>
/// <param name="Rows">Rows of a page until the viewer chooses.</param>
public sealed record ReadingList(string Key, int Rows = Page.DefaultSize)
{
    /// <summary>Rows of a page that can be chosen.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, Page.MaxSize];
}
