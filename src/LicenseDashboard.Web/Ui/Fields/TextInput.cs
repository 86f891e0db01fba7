using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>MudBlazor's text field as this program draws fields: outlined, dense, its name always above.</summary>
public sealed class TextInput : MudTextField<string?>
{
    public TextInput() => (Variant, Margin, ShrinkLabel) = (Variant.Outlined, Margin.Dense, true);
}
