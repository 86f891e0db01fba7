using MudBlazor;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>A number, typed. What is wrong with it stands under the field.</summary>
/// <typeparam name="T">Nullable where the field may be empty.</typeparam>
public sealed class NumberInput<T> : MudNumericField<T>
{
    public NumberInput() => (Variant, Margin, ShrinkLabel, HideSpinButtons) = (Variant.Outlined, Margin.Dense, true, true);
}
