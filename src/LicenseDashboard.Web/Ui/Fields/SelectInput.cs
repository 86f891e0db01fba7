using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>One of a few, as <see cref="MudSelectItem{T}"/>s.</summary>
public sealed class SelectInput<T> : MudSelect<T>
{
    public SelectInput() => (Variant, Margin, ShrinkLabel, Dense) = (Variant.Outlined, Margin.Dense, true, true);
}
