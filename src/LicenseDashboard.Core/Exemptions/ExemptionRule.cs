using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>The attribute of a person that a rule checks, as in the vendor's directory.</summary>
public enum RuleField
{
    Department,
    Title,

    /// <summary>Name of a group the person is in.</summary>
    Group,

    /// <summary>The vendor's reason for the last change of state: <c>Seasonal</c>, <c>Leave</c>.</summary>
    StateReason,

    /// <summary>Name of a role the person holds, directly or through a group, in any division.</summary>
    Role,

    /// <summary>The person's name, or their mail address with or without the part after <c>@</c>.</summary>
    Name,

    /// <summary>The directory names no manager, as for wallboards and robots. Takes no value.</summary>
    NoManager,

    /// <summary>The directory has no employee id. Takes no value.</summary>
    NoEmployeeId,

    /// <summary>The directory has no mail address. Takes no value.</summary>
    NoEmail,
}

/// <summary>One person as rules see them.</summary>
/// <param name="Groups">Null if the vendor omitted them.</param>
/// <param name="StateReasonKnown">False until the vendor was asked. After that, a null reason means there is none.</param>
public sealed record RuleSubject(
    string? Department,
    string? Title,
    IReadOnlyCollection<string>? Groups,
    string? StateReason,
    bool StateReasonKnown
)
{
    /// <summary>Names of the roles held directly and, where <see cref="Groups"/> is known, through groups.</summary>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? EmployeeId { get; init; }

    public bool HasManager { get; init; }
}

/// <summary>Unknown neither assigns nor removes a tag.</summary>
public enum RuleAnswer
{
    No,
    Yes,
    Unknown,
}

/// <summary>Assigns its tag to everyone who matches at each import, and removes it from those who no longer do.</summary>
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

    /// <summary>Compared as a whole, ignoring case. Each <c>*</c> matches any text, including none.</summary>
    public string Value { get; private set; } = "";

    public string Why { get; private set; } = "";

    public string SetBy { get; private set; } = "";

    public string SetByName { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; private set; }

    /// <summary><c>department is Claims</c>, as used by the audit and exemptions.</summary>
    public string Condition => TakesValue(Field) ? $"{Word(Field)} is {Value}" : Word(Field);

    /// <summary>False for fields that test for something missing; they have nothing to compare with.</summary>
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
                return Refusal.Invalid($"A rule for {Word(field)} takes no value; leave value out.", "value");
            case ({ Length: 0 }, _) when TakesValue(field):
                return Refusal.Invalid($"value is missing: enter the {Word(field)} that the rule is for.", "value");
            case var _ when TakesValue(field) && !text.Any(char.IsLetterOrDigit):
                return Refusal.Invalid(
                    $"value \"{Short(text)}\" has no letter or digit, so the rule could match everyone. "
                        + $"Add part of the {Word(field)}, such as Emergency*.",
                    "value"
                );
            case var _ when text.Any(char.IsControl):
                return Refusal.Invalid("value holds a line break or another control character; enter it on one line.", "value");
            case ({ Length: > MaxValue }, _):
                return Refusal.Invalid($"value has {text.Length} characters; at most {MaxValue} are kept.", "value");
            case (_, { Length: 0 }):
                return Refusal.Invalid("why is missing: explain in a sentence why these people are exempt.", "why");
            case (_, { Length: > ExemptionTerms.MaxWhy }):
                return Refusal.Invalid($"why has {reason.Length} characters; at most {ExemptionTerms.MaxWhy} are kept.", "why");
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

            // A role held directly is known even where groups are not. Without the groups, it is unknown whether a role is not held.
            RuleField.Role => subject.Roles.Any(Is) ? RuleAnswer.Yes
            : subject.Groups is null ? RuleAnswer.Unknown
            : RuleAnswer.No,
            RuleField.Name => Answer(Is(subject.Name) || Is(subject.Email) || Is(BeforeAt(subject.Email))),
            RuleField.NoManager => Answer(!subject.HasManager),
            RuleField.NoEmployeeId => Answer(string.IsNullOrWhiteSpace(subject.EmployeeId)),
            RuleField.NoEmail => Answer(string.IsNullOrWhiteSpace(subject.Email)),
        };
    }

    /// <summary>The combined answer of all rules of one tag for one person: one match is enough.</summary>
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

    /// <summary>The reason given by an exemption that this rule set, such as <c>department is Claims: retail season</c>.</summary>
    public string Words() =>
        $"{Condition}: {Why}" is var words && words.Length > ExemptionTerms.MaxWhy ? words[..ExemptionTerms.MaxWhy] : words;

    public static string Word(RuleField field) =>
        field switch
        {
            RuleField.Department => "department",
            RuleField.Title => "title",
            RuleField.Group => "group",
            RuleField.StateReason => "reason for absence",
            RuleField.Role => "role name",
            RuleField.Name => "name or email",
            RuleField.NoManager => "no manager",
            RuleField.NoEmployeeId => "no employee id",
            RuleField.NoEmail => "no email address",
        };

    private static RuleAnswer Answer(bool matches) => matches ? RuleAnswer.Yes : RuleAnswer.No;

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;

    private static string? BeforeAt(string? mail) => mail?.IndexOf('@', StringComparison.Ordinal) is { } at and > 0 ? mail[..at] : null;

    private bool Is(string? text) => text is not null && Fits(Value, text.AsSpan().Trim());

    /// <summary>
    /// The parts between stars must occur in order, the first at the start and the last at the end. Taking the leftmost match for each
    /// part is sufficient, so no backtracking is needed.
    /// </summary>
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
