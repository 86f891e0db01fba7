using System.Globalization;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Spelling of a tag in the audit, from which its history is read.</summary>
internal static class TagWords
{
    private const string Days = " days";
    private const string Burst = "burst";
    private const string Budget = "budget ";

    /// <summary>Between typed texts, none of which can hold it.</summary>
    private const char Next = '\u001F';

    /// <summary><c>both, 90 days, burst, 11-01/01-15, budget 12000 USD</c>.</summary>
    public static string Of(TagTerms terms) =>
        string.Join(
            ", ",
            new[]
            {
                ProtectionWords.Of(terms.Protection),
                terms.DefaultDays is { } days ? FormattableString.Invariant($"{days}{Days}") : null,
                terms.IsBurst ? Burst : null,
                terms.Season?.ToString(),
                terms.ApprovedBudget is { } budget ? FormattableString.Invariant($"{Budget}{budget.Amount} {budget.Currency}") : null,
            }.OfType<string>()
        );

    /// <summary>What was typed: the description and who pays.</summary>
    public static string TypedOf(TagTerms terms) => Typed(terms.Description, terms.BudgetOwner);

    /// <summary>Typed texts in a row; empty ones at the end are left out.</summary>
    public static string Typed(params string?[] texts) => string.Join(Next, texts).TrimEnd(Next);

    /// <summary>The text at this place of <see cref="Typed"/>; null if it is empty.</summary>
    public static string? TypedAt(string typed, int place) =>
        typed.Split(Next).ElementAtOrDefault(place) is { Length: > 0 } text ? text : null;

    /// <summary>Null if the text is empty, as before the tag was added.</summary>
    public static TagTerms? Read(string words, string typed)
    {
        if (words.Length == 0)
        {
            return null;
        }

        var terms = new TagTerms(TypedAt(typed, 0) ?? "", Protection.Both, BudgetOwner: TypedAt(typed, 1));
        return words.Split(", ").Aggregate(terms, Take);
    }

    private static TagTerms Take(TagTerms terms, string word) =>
        word switch
        {
            Burst => terms with { IsBurst = true },
            _ when word.EndsWith(Days, StringComparison.Ordinal) => terms with
            {
                DefaultDays = int.Parse(word[..^Days.Length], CultureInfo.InvariantCulture),
            },
            _ when word.StartsWith(Budget, StringComparison.Ordinal) && word[Budget.Length..].Split(' ') is [var amount, var currency] =>
                terms with
                {
                    ApprovedBudget = Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency),
                },
            _ when Season.Parse(word) is { } season => terms with { Season = season },
            _ => terms with { Protection = Enum.GetValues<Protection>().First(each => ProtectionWords.Of(each) == word) },
        };
}
