namespace LicenseDashboard.Web.Ui.Lists;

public enum ColumnWidth
{
    /// <summary>Only as wide as its longest word.</summary>
    Narrow,

    Standard,

    Wide,
}
