using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Contracts;

/// <summary>Everything that was refused of the form of a contract, each beside its field.</summary>
public sealed class FieldErrors
{
    private Refusal? _refusal;

    public bool Any => _refusal is not null;

    /// <summary>True if the contract was changed by someone else in the meantime.</summary>
    public bool IsStale => _refusal?.Code == "stale";

    /// <summary>What belongs to no field.</summary>
    public string? Rest => _refusal is { Fields: null } refusal ? refusal.Message : null;

    public int Count => _refusal?.Fields?.Count ?? 0;

    public void Take(Refusal? refusal) => _refusal = refusal;

    /// <param name="label">Said instead of the field's name.</param>
    public string? At(string field, string label)
    {
        List<string> words =
        [
            .. (_refusal?.Fields ?? [])
                .Where(problem => problem.Field == field)
                .Select(problem => DayText.Within(label + problem.Message[problem.Field.Length..], DateOnly.MaxValue)),
        ];
        return words.Count == 0 ? null : string.Join(' ', words);
    }
}
