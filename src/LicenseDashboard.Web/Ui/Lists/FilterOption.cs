namespace LicenseDashboard.Web.Ui.Lists;

/// <summary>One choice of a <see cref="FilterChoice"/>.</summary>
/// <param name="Value">As in the address.</param>
public sealed record FilterOption(string Value, string Title)
{
    /// <summary>A name that stands for itself.</summary>
    public static FilterOption Of(string name) => new(name, name);
}
