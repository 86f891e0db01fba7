using LicenseDashboard.Application.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>Histories of tags and exemptions as people read them.</summary>
internal static class ExemptionVersions
{
    private static readonly (string Name, Func<TagTerms, string?> Of)[] _ofTag =
    [
        ("Description", terms => Blank(terms.Description)),
        ("Protects from", terms => ExemptionWords.Of(terms.Protection)),
        ("Default duration", terms => ExemptionWords.Window(terms)),
        ("Seasonal", terms => terms.IsBurst ? "Yes" : "No"),
        ("Season", terms => terms.Season is { } season ? ExemptionWords.EveryYear(season) : null),
        ("Budget owner", terms => terms.BudgetOwner),
        ("Approved budget", terms => terms.ApprovedBudget is { } budget ? MoneyText.Of(budget) : null),
    ];

    /// <param name="isBuiltIn">A built-in tag comes with the program.</param>
    public static IReadOnlyList<VersionLine> Of(IEnumerable<ObjectVersion<TagTerms>> versions, bool isBuiltIn) =>
        [
            .. versions.Select(version =>
                LineOf(version, isBuiltIn && version.Before is null ? "Added at the first start" : "Added", _ofTag, typed: false)
            ),
        ];

    /// <param name="today">Days of other years show their year.</param>
    public static IReadOnlyList<VersionLine> Of(IEnumerable<ObjectVersion<ExemptionTerms>> versions, DateOnly today)
    {
        (string, Func<ExemptionTerms, string?>)[] fields =
        [
            ("First day", terms => DayText.Of(terms.From, today)),
            ("Last day", terms => terms.To is { } to ? DayText.Of(to, today) : "While assigned"),
            ("Why", terms => Blank(terms.Why)),
            ("Fallback control", terms => terms.FallbackControl),
            ("Approver", terms => terms.Approver),
        ];
        return [.. versions.Select(version => LineOf(version, "Set", fields, typed: true))];
    }

    private static VersionLine LineOf<T>(
        ObjectVersion<T> version,
        string first,
        IEnumerable<(string Name, Func<T, string?> Of)> fields,
        bool typed
    )
        where T : class =>
        new(
            version.At,
            version.By,
            version.Before is null ? first
                : version.After is null ? "Removed"
                : "Changed",
            version.After is null
                ? []
                : VersionChange.Between(
                    fields.Select(field => new VersionChange(
                        field.Name,
                        version.Before is null ? null : field.Of(version.Before),
                        field.Of(version.After)
                    ))
                ),
            typed && version.Why.Length > 0 ? char.ToUpperInvariant(version.Why[0]) + version.Why[1..] : ""
        );

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}
