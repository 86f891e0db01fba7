namespace LicenseDashboard.Web.Ui;

/// <summary>One tab of <see cref="Tabs"/>.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Here">True if shown now.</param>
public sealed record TabItem(string Title, string Href, int Count, bool Here);
