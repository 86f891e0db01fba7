using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui.Fields;

/// <summary>
/// What was refused of a form, each beside its field: a refusal names the field as on the wire, people read its label.
/// </summary>
/// <param name="labels">The fields that the form shows.</param>
internal sealed class FormProblems(params (string Field, string Label)[] labels)
{
    private Refusal? _refusal;

    public bool Any => _refusal is not null;

    /// <summary>What belongs to no field of the form.</summary>
    public string? Rest => _refusal is { } refusal && !labels.Any(one => one.Field == refusal.Field) ? Words(refusal) : null;

    public void Take(Refusal? refusal) => _refusal = refusal;

    public string? At(string field) => _refusal is { } refusal && refusal.Field == field ? Words(refusal) : null;

    private string Words(Refusal refusal)
    {
        var label = labels.FirstOrDefault(one => one.Field == refusal.Field).Label;
        var words =
            label is not null && refusal.Message.StartsWith(refusal.Field!, StringComparison.Ordinal)
                ? label + refusal.Message[refusal.Field!.Length..]
                : refusal.Message;
        return DayText.Within(words, DateOnly.MaxValue);
    }
}
