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

    /// <summary>Name of a role the person holds, directly or by a group, in any division.</summary>
    Role,

    /// <summary>The person's name, or their mail address with or without what follows the <c>@</c>.</summary>
    Name,

    /// <summary>The directory names no manager: as wallboards and robots have none. Takes no value.</summary>
    NoManager,

    /// <summary>The directory has no employee id. Takes no value.</summary>
    NoEmployeeId,

    /// <summary>The directory has no mail address. Takes no value.</summary>
    NoEmail,
}

/// <summary>One person as rules see them.</summary>
/// <param name="Groups">Null when the vendor left them out.</param>
/// <param name="StateReasonKnown">False until the vendor was asked; then a null reason means that there is none.</param>
public sealed record RuleSubject(
    string? Department,
    string? Title,
    IReadOnlyCollection<string>? Groups,
    string? StateReason,
    bool StateReasonKnown
)
{
    /// <summary>Names of the roles held directly and, as far as <see cref="Groups"/> is known, by group.</summary>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? EmployeeId { get; init; }

    public bool HasManager { get; init; }
}

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

    private ExemptionRule() { }

    public int Key { get; init; }

    public ExemptionRuleId Id { get; init; } = ExemptionRuleId.New();

    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    public required string Tag { get; init; }

    public RuleField Field { get; private set; }

    /// <summary>Compared without case as a whole; each <c>*</c> stands for any text, also none.</summary>
    public string Value { get; private set; } = "";

    public string Why { get; private set; } = "";

    public string SetBy { get; private set; } = "";

    public string SetByName { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; private set; }

    /// <summary><c>department is Claims</c>, as audit and exemptions say it.</summary>
    public string Condition => TakesValue(Field) ? $"{Word(Field)} is {Value}" : Word(Field);

    /// <summary>False for what a person lacks: then there is nothing to compare with.</summary>
    public static bool TakesValue(RuleField field) => field is not (RuleField.NoManager or RuleField.NoEmployeeId or RuleField.NoEmail);

    public static Outcome<ExemptionRule> Of(
        int platformKey,
        string tag,
        RuleField field,
        string? value,
        string? why,
        Viewer viewer,
        DateTime now
    )
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
            case ({ Length: > 0 }, _) when !TakesValue(field):
                return Refusal.Invalid($"A rule for {Word(field)} takes no value; leave value out.");
            case ({ Length: 0 }, _) when TakesValue(field):
                return Refusal.Invalid($"value is missing: enter the {Word(field)} that the rule is for.");
            case var _ when TakesValue(field) && !text.Any(char.IsLetterOrDigit):
                return Refusal.Invalid(
                    $"value \"{Short(text)}\" has no letter or digit, so the rule could match everyone. "
                        + $"Add part of the {Word(field)}, such as Emergency*."
                );
            case var _ when text.Any(char.IsControl):
                return Refusal.Invalid("value holds a line break or another control character; enter it on one line.");
            case ({ Length: > MaxValue }, _):
                return Refusal.Invalid($"value has {text.Length} characters; at most {MaxValue} are kept.");
            case (_, { Length: 0 }):
                return Refusal.Invalid("why is missing: say in a sentence why these people are exempt.");
            case (_, { Length: > ExemptionTerms.MaxWhy }):
                return Refusal.Invalid($"why has {reason.Length} characters; at most {ExemptionTerms.MaxWhy} are kept.");
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

            // A role held directly is known even where the groups are not; without them nobody can say that a role is not held.
            RuleField.Role => subject.Roles.Any(Is) ? RuleAnswer.Yes
            : subject.Groups is null ? RuleAnswer.Unknown
            : RuleAnswer.No,
            RuleField.Name => Answer(Is(subject.Name) || Is(subject.Email) || Is(BeforeAt(subject.Email))),
            RuleField.NoManager => Answer(!subject.HasManager),
            RuleField.NoEmployeeId => Answer(string.IsNullOrWhiteSpace(subject.EmployeeId)),
            RuleField.NoEmail => Answer(string.IsNullOrWhiteSpace(subject.Email)),
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
    public string Words() =>
        $"{Condition}: {Why}" is var words && words.Length > ExemptionTerms.MaxWhy ? words[..ExemptionTerms.MaxWhy] : words;

    public static string Word(RuleField field) =>
        field switch
        {
            RuleField.Department => "department",
            RuleField.Title => "title",
            RuleField.Group => "group",
            RuleField.StateReason => "vendor state reason",
            RuleField.Role => "role name",
            RuleField.Name => "name or mail",
            RuleField.NoManager => "no manager",
            RuleField.NoEmployeeId => "no employee id",
            RuleField.NoEmail => "no e-mail",
        };

    private static RuleAnswer Answer(bool matches) => matches ? RuleAnswer.Yes : RuleAnswer.No;

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;

    private static string? BeforeAt(string? mail) => mail?.IndexOf('@', StringComparison.Ordinal) is { } at and > 0 ? mail[..at] : null;

    private bool Is(string? text) => text is not null && Fits(Value, text.AsSpan().Trim());

    /// <summary>Each part between stars must come in order, the first at the start and the last at the end; the leftmost place is as good
    /// as any, so nothing is tried twice.</summary>
    private static bool Fits(string pattern, ReadOnlySpan<char> text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        if (!text.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[parts[0].Length..];
        foreach (var part in parts.AsSpan(1..^1))
        {
            var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + part.Length)..];
        }

        return text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
