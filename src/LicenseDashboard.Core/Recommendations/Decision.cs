using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

public enum DecisionKind
{
    Approve,
    Reject,
    Undo,

    /// <summary>The license was needed after all. The approval stays in force on the row; this says who restored it and when.</summary>
    Restore,
}

/// <summary>
/// A decision about a recommendation by a person, a token or a policy. Append-only; the row itself shows only the decision in force.
/// </summary>
public sealed class Decision
{
    public int Key { get; init; }

    public required RecommendationId RecommendationId { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>The actor key; only this actor can undo the decision.</summary>
    public required string By { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public string? Justification { get; init; }

    /// <summary>For a rejection or restore: first local day on which the same kind may be raised again.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Validation of justifications, the same for every entry point.</summary>
public static class Justification
{
    public const int MinLength = 10;
    public const int MaxLength = 500;

    private const string Field = "justification";

    /// <summary>For an approval: optional short text.</summary>
    public static Outcome<string?> Optional(string? text)
    {
        var trimmed = text?.Trim();
        return trimmed switch
        {
            null or "" => (string?)null,
            _ when TypedText.Problem(Field, trimmed) is { } unreadable => unreadable,
            { Length: > MaxLength } => TooLong(trimmed),
            _ when TypedText.Visible(trimmed) == 0 => (string?)null,
            _ => trimmed,
        };
    }

    /// <summary>For a rejection: someone else must be able to understand it months later. Only visible characters count.</summary>
    public static Outcome<string> Required(string? text) =>
        text?.Trim() switch
        {
            null or "" => Wrong($"Rejecting or keeping needs a justification of {MinLength} to {MaxLength} characters."),
            var trimmed when TypedText.Problem(Field, trimmed) is { } unreadable => unreadable,
            { Length: > MaxLength } trimmed => TooLong(trimmed),
            var trimmed when TypedText.Visible(trimmed) is < MinLength and var seen => Wrong(
                $"The justification has {seen} visible characters; it needs {MinLength} to {MaxLength}."
            ),
            { } trimmed => trimmed,
        };

    private static Refusal TooLong(string text) =>
        Wrong($"The justification has {text.Length} characters; at most {MaxLength} are kept, so shorten it.");

    private static Refusal Wrong(string message) => Refusal.Invalid(message) with { Field = Field };
}
