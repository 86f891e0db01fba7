using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

public enum DecisionKind
{
    Approve,
    Reject,
    Undo,
}

/// <summary>What a person, a token or a policy decided about one recommendation. Appended, never changed; the row itself shows only the one in force.</summary>
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

    /// <summary>For an approval: none, or a short text.</summary>
    public static Outcome<string?> Optional(string? text)
    {
        var trimmed = text?.Trim();
        return trimmed switch
        {
            null or "" => (string?)null,
            { Length: > MaxLength } => TooLong(trimmed),
            _ => trimmed,
        };
    }

    /// <summary>For a rejection: somebody else must understand it months later.</summary>
    public static Outcome<string> Required(string? text) => text?.Trim() switch
    {
        null or "" => Refusal.Invalid($"A rejection needs a justification of {MinLength} to {MaxLength} characters."),
        { Length: < MinLength } trimmed => Refusal.Invalid($"The justification has {trimmed.Length} characters; it needs {MinLength} to {MaxLength}."),
        { Length: > MaxLength } trimmed => TooLong(trimmed),
        { } trimmed => trimmed,
    };

    private static Refusal TooLong(string text) => Refusal.Invalid($"The justification has {text.Length} characters; at most {MaxLength} are kept, so shorten it.");
}
