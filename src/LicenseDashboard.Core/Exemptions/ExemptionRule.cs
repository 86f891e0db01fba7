using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>What of a person a rule looks at, as the vendor's directory has it.</summary>
public enum RuleField
{
    Department,
    Title,

    /// <summary>Name of a group the person is in.</summary>
    Group,

    /// <summary>The vendor's reason for the last change of state: <c>Seasonal</c>, <c>Leave</c>.</summary>
    StateReason,
}

/// <summary>One person as rules see them.</summary>
/// <param name="Groups">Null when the vendor left them out.</param>
/// <param name="StateReasonKnown">False until the vendor was asked; then a null reason means that there is none.</param>
public sealed record RuleSubject(string? Department, string? Title, IReadOnlyCollection<string>? Groups, string? StateReason, bool StateReasonKnown);

/// <summary>Unknown neither assigns nor takes away.</summary>
public enum RuleAnswer
{
    No,
    Yes,
    Unknown,
}

/// <summary>Gives its tag to whoever matches, at each import, and takes it back from whoever no longer does.</summary>
public sealed class ExemptionRule : IVersioned
{
    public const int MaxValue = 256;

    private ExemptionRule()
    {
    }

    public int Key { get; init; }

    public ExemptionRuleId Id { get; init; } = ExemptionRuleId.New();

    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    public required string Tag { get; init; }

    public RuleField Field { get; private set; }

    /// <summary>Compared without case; a <c>*</c> at the end matches whatever follows.</summary>
    public string Value { get; private set; } = "";

    public string Why { get; private set; } = "";

    public string SetBy { get; private set; } = "";

    public string SetByName { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; private set; }

    public static Outcome<ExemptionRule> Of(int platformKey, string tag, RuleField field, string? value, string? why, Viewer viewer, DateTime now)
    {
        var rule = new ExemptionRule { PlatformKey = platformKey, Tag = tag };
        var changed = rule.Change(field, value, why, viewer, now);
        return changed.Refusal is { } refused ? refused : rule;
    }

    public Outcome<ExemptionRule> Change(RuleField field, string? value, string? why, Viewer viewer, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var (text, reason) = (value?.Trim() ?? "", why?.Trim() ?? "");
        if (TypedText.Problem(("value", text), ("why", reason)) is { } unreadable)
        {
            return unreadable;
        }

        switch (text, reason)
        {
            case ({ Length: 0 } or "*", _):
                return Refusal.Invalid($"value is missing: name the {Word(field)} that the rule is for; a rule for everybody is none.");
            case ({ Length: > MaxValue }, _):
                return Refusal.Invalid($"value has {text.Length} characters; at most {MaxValue} are kept.");
            case (_, { Length: 0 }):
                return Refusal.Invalid("why is missing: say in a sentence why these people are exempt.");
            case (_, { Length: > ExemptionTerms.MaxWhy }):
                return Refusal.Invalid($"why has {reason.Length} characters; at most {ExemptionTerms.MaxWhy} are kept.");
            case var _ when text.IndexOf('*', StringComparison.Ordinal) is var star && star >= 0 && star < text.Length - 1:
                return Refusal.Invalid("value may hold a * at its end only.");
        }

        (Field, Value, Why, SetBy, SetByName, SetAt) = (field, text, reason, viewer.Actor, viewer.Name, now);
        return this;
    }

    public RuleAnswer Matches(RuleSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Field switch
        {
            RuleField.Department => Answer(Is(subject.Department)),
            RuleField.Title => Answer(Is(subject.Title)),
            RuleField.Group => subject.Groups is null ? RuleAnswer.Unknown : Answer(subject.Groups.Any(Is)),
            RuleField.StateReason => subject.StateReasonKnown ? Answer(Is(subject.StateReason)) : RuleAnswer.Unknown,
        };
    }

    /// <summary>What one subject's rules of one tag come to: one that matches suffices.</summary>
    public static RuleAnswer Any(IEnumerable<ExemptionRule> rules, RuleSubject subject)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var answer = RuleAnswer.No;
        foreach (var one in rules.Select(rule => rule.Matches(subject)))
        {
            answer = one == RuleAnswer.Yes || answer == RuleAnswer.No ? one : answer;
            if (answer == RuleAnswer.Yes)
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>As an exemption that it set says why: <c>department is Claims: retail season</c>.</summary>
    public string Words() => $"{Word(Field)} is {Value}: {Why}" is var words && words.Length > ExemptionTerms.MaxWhy ? words[..ExemptionTerms.MaxWhy] : words;

    public static string Word(RuleField field) => field switch
    {
        RuleField.Department => "department",
        RuleField.Title => "title",
        RuleField.Group => "group",
        RuleField.StateReason => "vendor state reason",
    };

    private static RuleAnswer Answer(bool matches) => matches ? RuleAnswer.Yes : RuleAnswer.No;

    private bool Is(string? text) => text is not null && (Value.EndsWith('*')
        ? text.Trim().StartsWith(Value[..^1], StringComparison.OrdinalIgnoreCase)
        : text.Trim().Equals(Value, StringComparison.OrdinalIgnoreCase));
}
