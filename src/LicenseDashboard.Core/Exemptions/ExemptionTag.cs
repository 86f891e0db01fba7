using System.Text.RegularExpressions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>What an administrator enters for a tag.</summary>
/// <param name="DefaultDays">Days that a new assignment lasts when no end is given; null means until it is removed.</param>
/// <param name="IsBurst">
/// True if these people are needed in the season: the forecast counts them, and no change may cost them their seat.
/// </param>
/// <param name="BudgetOwner">Who pays if the contracted seats don't cover the season.</param>
public sealed record TagTerms(
    string Description,
    Protection Protection,
    int? DefaultDays = null,
    bool IsBurst = false,
    Season? Season = null,
    string? BudgetOwner = null,
    Money? ApprovedBudget = null
)
{
    public const int MaxDescription = 300;
    public const int MaxDays = 3650;

    /// <summary>The terms with whitespace trimmed, or what is wrong with them.</summary>
    public Outcome<TagTerms> Checked()
    {
        var terms = this with
        {
            Description = Description.Trim(),
            BudgetOwner = string.IsNullOrWhiteSpace(BudgetOwner) ? null : BudgetOwner.Trim(),
        };
        return terms switch
        {
            _ when TypedText.Problem(("description", terms.Description), ("budgetOwner", terms.BudgetOwner)) is { } unreadable =>
                unreadable,
            { Description.Length: 0 } => Refusal.Invalid(
                "description is missing: explain in a sentence who the tag is for.",
                "description"
            ),
            { Description.Length: > MaxDescription } => Refusal.Invalid(
                $"description has {terms.Description.Length} characters; at most {MaxDescription} are kept.",
                "description"
            ),
            { DefaultDays: < 1 or > MaxDays } => Refusal.Invalid(
                $"defaultDays must be between 1 and {MaxDays}, or absent to protect while the tag is assigned.",
                "defaultDays"
            ),
            { IsBurst: true, Season: null } => Refusal.Invalid(
                "season is missing: a burst tag needs the days of the year it is for, such as 11-01/01-15.",
                "season"
            ),
            { IsBurst: false, ApprovedBudget: not null } => Refusal.Invalid(
                "approvedBudget belongs to burst tags only; make the tag one, or leave the budget out.",
                "approvedBudget"
            ),
            { BudgetOwner.Length: > 200 } => Refusal.Invalid("budgetOwner has more than 200 characters; shorten it.", "budgetOwner"),
            { ApprovedBudget.Micros: < 0 } => Refusal.Invalid("approvedBudget must not be negative.", "approvedBudget"),
            { ApprovedBudget: not null, BudgetOwner: null } => Refusal.Invalid(
                "budgetOwner is missing: a budget needs the name of the person who approved it.",
                "budgetOwner"
            ),
            _ => terms,
        };
    }
}

/// <summary>
/// A reason to leave people alone, defined once and assigned to many people. Its season is used for the forecast only; the days of
/// protection belong to each <see cref="Exemption"/>.
/// </summary>
public sealed partial class ExemptionTag : IVersioned
{
    public const int MaxName = 40;

    /// <summary>People needed on the busy days of the year.</summary>
    public const string SeasonalBurst = "SEASONAL_BURST";

    /// <summary>Emergency accounts: hardly ever used, but needed immediately when they are.</summary>
    public const string BreakGlass = "BREAK_GLASS";

    /// <summary>People who are away and will come back.</summary>
    public const string Leave = "LEAVE";

    /// <summary>A single person, by formal exception.</summary>
    public const string Exception = "EXCEPTION";

    /// <summary>Created on every platform at its first start. They can be changed but not removed.</summary>
    public static IReadOnlyList<(string Name, TagTerms Terms)> BuiltIn { get; } =
    [
        (
            SeasonalBurst,
            new TagTerms(
                "Needed on the busy days of the year.",
                Protection.Both,
                IsBurst: true,
                Season: new Season(new MonthDay(11, 1), new MonthDay(1, 15))
            )
        ),
        (BreakGlass, new TagTerms("Emergency access accounts, rarely used.", Protection.Both)),
        (Leave, new TagTerms("On leave and expected back.", Protection.Both)),
        (Exception, new TagTerms("A formal exception for one person.", Protection.Both)),
    ];

    private ExemptionTag() { }

    public int Key { get; init; }

    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    /// <summary>Upper case, unique per platform; never changes.</summary>
    public required string Name { get; init; }

    public string Description { get; private set; } = "";

    public Protection Protection { get; private set; }

    public int? DefaultDays { get; private set; }

    public bool IsBurst { get; private set; }

    public Season? Season { get; private set; }

    public string? BudgetOwner { get; private set; }

    public long? ApprovedBudgetMicros { get; private set; }

    public string? BudgetCurrency { get; private set; }

    public bool IsBuiltIn => BuiltIn.Any(tag => tag.Name == Name);

    public Money? ApprovedBudget =>
        ApprovedBudgetMicros is { } micros && BudgetCurrency is { } currency ? new Money(micros, currency) : null;

    public TagTerms Terms => new(Description, Protection, DefaultDays, IsBurst, Season, BudgetOwner, ApprovedBudget);

    /// <summary>The name in upper case, or what is wrong with it.</summary>
    public static Outcome<string> NameOf(string? text)
    {
        var name = (text ?? "").Trim().ToUpperInvariant();
        return NameShape().IsMatch(name)
            ? name
            : Refusal.Invalid(
                (string.IsNullOrWhiteSpace(text) ? "tag is empty" : $"tag \"{Shown(text)}\" can't be used as a name")
                    + $": begin with a letter and continue with letters, digits and underscores, at most {MaxName} characters.",
                "tag"
            );
    }

    private static string Shown(string text) => text.Length > MaxName ? text[..MaxName] + "…" : text;

    /// <param name="checkedTerms">As returned by <see cref="TagTerms.Checked"/>.</param>
    public static ExemptionTag Add(int platformKey, string name, TagTerms checkedTerms)
    {
        var tag = new ExemptionTag { PlatformKey = platformKey, Name = name };
        tag.Change(checkedTerms);
        return tag;
    }

    /// <inheritdoc cref="Add"/>
    public void Change(TagTerms checkedTerms)
    {
        ArgumentNullException.ThrowIfNull(checkedTerms);
        (Description, Protection, DefaultDays, IsBurst, Season) = (
            checkedTerms.Description,
            checkedTerms.Protection,
            checkedTerms.DefaultDays,
            checkedTerms.IsBurst,
            checkedTerms.Season
        );
        (BudgetOwner, ApprovedBudgetMicros, BudgetCurrency) = (
            checkedTerms.BudgetOwner,
            checkedTerms.ApprovedBudget?.Micros,
            checkedTerms.ApprovedBudget?.Currency
        );
    }

    /// <summary>Last protected day of an assignment that begins on the given day and has no end.</summary>
    public DateOnly? DefaultEnd(DateOnly from) => DefaultDays is { } days ? from.AddDays(days - 1) : null;

    [GeneratedRegex("^[A-Z][A-Z0-9_]{0,39}$")]
    private static partial Regex NameShape();
}
