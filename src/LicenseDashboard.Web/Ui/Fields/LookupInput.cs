using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>
/// One of many, found by typing: a person, a manager, a department. The first hit has the mark, so that Enter takes it; what was typed and
/// not taken goes when the field is left.
/// </summary>
public sealed class LookupInput<T> : MudAutocomplete<T>
{
    public LookupInput()
    {
        (Variant, Margin, ShrinkLabel, Dense) = (Variant.Outlined, Margin.Dense, true, true);
        (MaxItems, DebounceInterval, ResetValueOnEmptyText, CoerceText) = (20, 150, true, true);

        // The text would be selected a round trip after the focus, so that the second letter typed replaced the first.
        SelectOnActivation = false;
        AdornmentAriaLabel = "Show the list";
    }
}
