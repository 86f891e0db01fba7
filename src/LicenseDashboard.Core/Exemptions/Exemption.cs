using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>
/// Where an exemption comes from. One person holds a tag at most once from each source, so that a rule that ends takes away only what it
/// gave.
/// </summary>
public enum ExemptionSource
{
    Person,
    Rule,
    Import,

    /// <summary>The HR roster.</summary>
    Hr,
}

/// <summary>What somebody says when they set or change an exemption.</summary>
/// <param name="From">First protected local day.</param>
/// <param name="To">Last protected local day; null while the tag is assigned.</param>
/// <param name="FallbackControl">Exceptions only: what keeps the cost in check meanwhile.</param>
/// <param name="Approver">Exceptions only.</param>
public sealed record ExemptionTerms(DateOnly From, DateOnly? To, string Why, string? FallbackControl = null, string? Approver = null)
{
    public const int MaxWhy = 500;
    public const int MaxApprover = 200;

    /// <summary>The terms with blanks trimmed, or what is wrong with them.</summary>
    /// <param name="tag">The formal exception asks for more than the other tags.</param>
    public Outcome<ExemptionTerms> Checked(string tag, DateOnly today)
    {
        var terms = this with { Why = Why.Trim(), FallbackControl = Blank(FallbackControl), Approver = Blank(Approver) };
        return terms switch
        {
            _ when TypedText.Problem(("why", terms.Why), ("fallbackControl", terms.FallbackControl), ("approver", terms.Approver))
                    is { } unreadable => unreadable,
            _ when TypedText.Visible(terms.Why) == 0 => Refusal.Invalid(
                "why is missing: say in a sentence why the person is exempt; others must understand it months later."
            ) with
            {
                Field = "why",
            },
            { Why.Length: > MaxWhy } => Refusal.Invalid($"why has {terms.Why.Length} characters; at most {MaxWhy} are kept."),
            { To: { } to } when to < terms.From => Refusal.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"to, {to:yyyy-MM-dd}, lies before from, {terms.From:yyyy-MM-dd}.")
            ),
            { To: { } to } when to < today => Refusal.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"to, {to:yyyy-MM-dd}, lies before today, {today:yyyy-MM-dd}: it would protect no one."
                )
            ),
            _ when tag == ExemptionTag.Exception => terms.CheckedAsException(),
            { FallbackControl: not null } or { Approver: not null } => Refusal.Invalid(
                $"A fallback control and an approver belong to the tag {ExemptionTag.Exception}; leave them out, or use that tag."
            ),
            _ => terms,
        };
    }

    private Outcome<ExemptionTerms> CheckedAsException() =>
        this switch
        {
            { To: null } => Refusal.Invalid("to, the last day, is missing: an exception names its expected duration."),
            { FallbackControl: null } => Refusal.Invalid(
                "The fallback control is missing: an exception says what keeps the cost in check meanwhile."
            ),
            { FallbackControl.Length: > MaxWhy } => Refusal.Invalid(
                $"The fallback control has {FallbackControl.Length} characters; at most {MaxWhy} are kept."
            ),
            { Approver: null } => Refusal.Invalid("approver is missing: an exception names who approved it."),
            { Approver.Length: > MaxApprover } => Refusal.Invalid(
                $"approver has {Approver.Length} characters; at most {MaxApprover} are kept."
            ),
            _ => this,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>
/// What we agreed to leave alone: a tag on a person and the days it protects them. Only this protects; a rejection merely suppresses. A
/// formal exception is an exemption of the tag <see cref="ExemptionTag.Exception"/> that also names its fallback control and its approver.
/// </summary>
public sealed class Exemption : IVersioned
{
    private Exemption() { }

    public int Key { get; init; }

    public ExemptionId Id { get; init; } = ExemptionId.New();

    public int Version { get; private set; } = 1;

    public required int PersonKey { get; init; }

    /// <summary>Name of the tag: <c>SEASONAL_BURST</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>As the tag says; a change of the tag changes it here.</summary>
    public Protection Protection { get; private set; }

    public ExemptionSource Source { get; private init; }

    /// <summary>First protected local day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last protected local day; null while the tag is assigned.</summary>
    public DateOnly? To { get; private set; }

    public string Why { get; private set; } = "";

    public string? FallbackControl { get; private set; }

    public string? Approver { get; private set; }

    /// <summary>Actor key of whoever set it last.</summary>
    public string SetBy { get; private set; } = "";

    public string SetByName { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; private set; }

    public ExemptionTerms Terms => new(From, To, Why, FallbackControl, Approver);

    public static Exemption Set(int personKey, ExemptionTag tag, ExemptionSource source, ExemptionTerms terms, Viewer viewer, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var exemption = new Exemption
        {
            PersonKey = personKey,
            Tag = tag.Name,
            Protection = tag.Protection,
            Source = source,
        };
        exemption.Change(terms, viewer, now);
        return exemption;
    }

    public void Change(ExemptionTerms terms, Viewer viewer, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(viewer);
        (From, To, Why, FallbackControl, Approver) = (terms.From, terms.To, terms.Why, terms.FallbackControl, terms.Approver);
        (SetBy, SetByName, SetAt) = (viewer.Actor, viewer.Name, now);
    }

    /// <summary>The tag protects from something else by now.</summary>
    public void Follow(ExemptionTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        Protection = tag.Protection;
    }

    /// <summary>Whether it keeps this away from the person on the local day.</summary>
    public bool Protects(DateOnly day, Protection what) => Protection.Covers(what) && day >= From && (To is null || day <= To);

    /// <summary>As rows name it: <c>LEAVE until 2026-12-31</c>.</summary>
    public string Words() => To is { } to ? string.Create(CultureInfo.InvariantCulture, $"{Tag} until {to:yyyy-MM-dd}") : Tag;
}
