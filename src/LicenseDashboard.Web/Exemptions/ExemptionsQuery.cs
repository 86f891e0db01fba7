using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>The parts of the Exemptions page; each is a tab.</summary>
public enum ExemptionsView
{
    People,
    Tags,
    Rules,

    /// <summary>The season forecast and the calendar of the year.</summary>
    Season,
}

/// <summary>The state of the Exemptions page as in its address.</summary>
public sealed record ExemptionsQuery(string Platform, string? Tag, ExemptionState? State, ExemptionSource? Source, string? Text, int Page)
{
    public static readonly ReadingList List = new("exemptions", Rows: 25);

    /// <summary>
    /// One of <see cref="ExemptionList.Sorts"/>, with a leading <c>-</c> for descending; null for the list's own: what ends first.
    /// </summary>
    public string? ChosenSort { get; init; }

    public string Sort => ChosenSort ?? ExemptionList.SoonestFirst;

    /// <summary>The head that the rows follow.</summary>
    public string ShownSort => ChosenSort ?? "to";

    public ExemptionsView View { get; init; }

    public ExemptionFilter Filter =>
        new()
        {
            Platform = Platform,
            Tags = Tag is null ? [] : [Tag],
            State = State,
            Sources = Source is { } source ? [source] : [],
            Text = Text,
            Sort = Sort,
        };

    public bool IsNarrowed => Tag is not null || State is not null || Source is not null || Text is not null;

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (ExemptionsQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string platform,
        string? tag,
        string? state,
        string? source,
        string? text,
        string? page,
        string? view = null,
        string? sort = null
    )
    {
        List<string> unknown = [];
        var named =
            string.IsNullOrWhiteSpace(tag) ? null
            : ExemptionTag.NameOf(tag) is { Refusal: null } known ? known.Value
            : Left($"tag '{tag}'");
        var query = new ExemptionsQuery(
            platform,
            named,
            Word<ExemptionState>("state", state),
            Word<ExemptionSource>("source", source),
            Blank(text),
            PageInAddress.Of(page, unknown)
        )
        {
            View = Word<ExemptionsView>("view", view) ?? ExemptionsView.People,
        };
        return (query with { ChosenSort = Blank(SortText.Of(sort, ExemptionList.IsSort, "", unknown)) }, unknown);

        string? Left(string what)
        {
            unknown.Add(what);
            return null;
        }

        T? Word<T>(string field, string? given)
            where T : struct, Enum
        {
            if (string.IsNullOrWhiteSpace(given))
            {
                return null;
            }

            if (
                Enum.GetValues<T>().Where(value => ExemptionWords.Key(value) == given).Select(value => (T?)value).FirstOrDefault() is
                { } found
            )
            {
                return found;
            }

            unknown.Add($"{field} '{given}'");
            return null;
        }
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["view"] = View == ExemptionsView.People ? null : ExemptionWords.Key(View),
            ["tag"] = Tag,
            ["state"] = State is { } state ? ExemptionWords.Key(state) : null,
            ["source"] = Source is { } source ? ExemptionWords.Key(source) : null,
            ["text"] = Text,
            ["sort"] = ChosenSort,
            ["page"] = Page == 1 ? null : Page,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
