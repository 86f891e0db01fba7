using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>Origin of an exemption. A person holds a tag at most once per origin, so a rule that ends removes only what it set.</summary>
public enum ExemptionSource
{
    Person,
    Rule,
    Import,

    /// <summary>The HR roster.</summary>
    Hr,
}

/// <summary>What a person enters when they set or change an exemption.</summary>
/// <param name="From">First protected local day.</param>
/// <param name="To">Last protected local day; null while the tag is assigned.</param>
/// <param name="FallbackControl">Exceptions only: what limits the cost in the meantime.</param>
/// <param name="Approver">Exceptions only.</param>
public sealed record ExemptionTerms(DateOnly From, DateOnly? To, string Why, string? FallbackControl = null, string? Approver = null)
{
    public const int MaxWhy = 500;
    public const int MaxApprover = 200;

    /// <summary>The terms with whitespace trimmed, or what is wrong with them.</summary>
    /// <param name="tag">The formal exception requires more fields than other tags.</param>
    public Outcome<ExemptionTerms> Checked(string tag, DateOnly today)
    {
        var terms = this with { Why = Why.Trim(), FallbackControl = Blank(FallbackControl), Approver = Blank(Approver) };
        return terms switch
        {
            _ when TypedText.Problem(("why", terms.Why), ("fallbackControl", terms.FallbackControl), ("approver", terms.Approver))
                    is { } unreadable => unreadable,
            _ when TypedText.Visible(terms.Why) == 0 => Refusal.Invalid(
                "why is missing: explain in a sentence why the person is exempt, so that others understand it later.",
                "why"
            ),
            { Why.Length: > MaxWhy } => Refusal.Invalid($"why has {terms.Why.Length} characters; at most {MaxWhy} are kept.", "why"),
            { To: { } to } when to < terms.From => Refusal.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"to, {to:yyyy-MM-dd}, is before the first day, {terms.From:yyyy-MM-dd}."),
                "to"
            ),
            { To: { } to } when to < today => Refusal.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"to, {to:yyyy-MM-dd}, is before today, {today:yyyy-MM-dd}, so no one would be protected."
                ),
                "to"
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
            { To: null } => Refusal.Invalid("to, the last day, is missing: an exception names its expected duration.", "to"),
            { FallbackControl: null } => Refusal.Invalid(
                "The fallback control is missing: an exception names what controls the cost in the meantime.",
                "fallbackControl"
            ),
            { FallbackControl.Length: > MaxWhy } => Refusal.Invalid(
                $"The fallback control has {FallbackControl.Length} characters; at most {MaxWhy} are kept.",
                "fallbackControl"
            ),
            { Approver: null } => Refusal.Invalid("approver is missing: an exception names who approved it.", "approver"),
            { Approver.Length: > MaxApprover } => Refusal.Invalid(
                $"approver has {Approver.Length} characters; at most {MaxApprover} are kept.",
                "approver"
            ),
            _ => this,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>
/// A tag on a person with the days on which it protects them. Only exemptions protect; a rejection merely suppresses. A formal exception
/// is an exemption with the tag <see cref="ExemptionTag.Exception"/> that also names a fallback control and an approver.
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

    /// <summary>Copied from the tag; changes when the tag changes.</summary>
    public Protection Protection { get; private set; }

    public ExemptionSource Source { get; private init; }

    /// <summary>First protected local day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last protected local day; null while the tag is assigned.</summary>
    public DateOnly? To { get; private set; }

    public string Why { get; private set; } = "";

    public string? FallbackControl { get; private set; }

    public string? Approver { get; private set; }

    /// <summary>Actor key of the person who last set it.</summary>
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

    /// <summary>Applies a changed protection of the tag.</summary>
    public void Follow(ExemptionTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        Protection = tag.Protection;
    }

    /// <summary>True if it protects against this kind of change on the local day.</summary>
    public bool Protects(DateOnly day, Protection what) => Protection.Covers(what) && day >= From && (To is null || day <= To);

    /// <summary>As shown in rows: <c>LEAVE until 2026-12-31</c>.</summary>
    public string Words() => To is { } to ? string.Create(CultureInfo.InvariantCulture, $"{Tag} until {to:yyyy-MM-dd}") : Tag;
}
