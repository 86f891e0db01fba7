using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

public enum DecisionKind
{
    Approve,
    Reject,
    Undo,
}

/// <summary>
/// What a person, a token or a policy decided about one recommendation. Appended, never changed; the row itself shows only the one in
/// force.
/// </summary>
public sealed class Decision
{
    public int Key { get; init; }

    public required RecommendationId RecommendationId { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>The viewer's actor key: undo belongs to whoever decided.</summary>
    public required string By { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public string? Justification { get; init; }

    /// <summary>For a rejection: first local day on which the same kind may be raised again.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>What a justification must look like, at every door alike.</summary>
public static class Justification
{
    public const int MinLength = 10;
    public const int MaxLength = 500;

    private const string Field = "justification";

    /// <summary>For an approval: none, or a short text.</summary>
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

    /// <summary>For a rejection: somebody else must understand it months later. What counts is what they will see.</summary>
    public static Outcome<string> Required(string? text) =>
        text?.Trim() switch
        {
            null or "" => Wrong($"A rejection needs a justification of {MinLength} to {MaxLength} characters."),
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
