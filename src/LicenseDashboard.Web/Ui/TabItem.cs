namespace LicenseDashboard.Web.Ui;

/// <summary>One tab of <see cref="Tabs"/>.</summary>
/// <param name="Count">Rows behind it.</param>
/// <param name="Here">Shown now.</param>
public sealed record TabItem(string Title, string Href, int Count, bool Here);
