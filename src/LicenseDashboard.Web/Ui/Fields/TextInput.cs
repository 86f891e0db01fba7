using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>MudBlazor's text field as this program draws fields: outlined, dense, its name always above.</summary>
public sealed class TextInput : MudTextField<string?>
{
    public TextInput() => (Variant, Margin, ShrinkLabel) = (Variant.Outlined, Margin.Dense, true);

    /// <summary>
    /// A dialog opens with the cursor here. The browser does that itself, so that no key pressed at once is lost; <c>dialog.js</c> tells it
    /// to, because MudBlazor keeps the attribute <c>autofocus</c> for itself.
    /// </summary>
    [Parameter]
    public bool OpensFocused { get; set; }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (OpensFocused)
        {
            UserAttributes["data-autofocus"] = "";
        }
    }
}
