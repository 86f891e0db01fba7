using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Api;

/// <summary>One query parameter of an endpoint; used for validation, the API document and the handler.</summary>
internal sealed record QueryField(string Name, string Description)
{
    /// <summary>Allowed values, case-insensitive; null allows any text.</summary>
    public IReadOnlyCollection<string>? Words { get; init; }

    /// <summary>May be repeated and contain comma-separated values.</summary>
    public bool Many { get; init; }

    /// <summary>Allowed range of whole numbers.</summary>
    public (int Min, int Max)? Range { get; init; }

    public const int MaxText = 200;

    /// <summary>Maximum length of free text.</summary>
    public int MaxLength { get; init; } = MaxText;

    public static readonly QueryField Page = new("page", "Page number, starting at 1.") { Range = (1, 10_000_000) };
    public static readonly QueryField PageSize = new("pageSize", $"Rows per page. Defaults to {Core.Shared.Page.DefaultSize}.")
    {
        Range = (1, Core.Shared.Page.MaxSize),
    };

    public static readonly QueryField After = new(
        "after",
        "The next value of the previous page in the same sort order, instead of page. Decisions in the meantime "
            + "don't cause rows to be skipped."
    )
    {
        MaxLength = 6000,
    };

    public static QueryField Word(string name, string description, IEnumerable<string> words) =>
        new(name, description) { Words = [.. words] };

    public static QueryField Several(string name, string description, IEnumerable<string>? words = null) =>
        new(name, description + " Repeat it, or separate values with commas.") { Many = true, Words = words is null ? null : [.. words] };

    /// <summary>Sort fields, each also with a leading <c>-</c> for descending.</summary>
    public static QueryField Sort(IEnumerable<string> fields, string unless) =>
        new("sort", $"Field to sort by; prefix with - for descending. Defaults to {unless}. Ties are ordered by id.")
        {
            Words = [.. fields.SelectMany(field => new[] { field, "-" + field })],
        };

    public IEnumerable<string> Split(IEnumerable<string?> given) =>
        Many ? given.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)) : given.Select(value => value ?? "");

    /// <summary>What is wrong and how to fix it.</summary>
    public IEnumerable<string> ProblemsOf(IReadOnlyCollection<string?> given)
    {
        if (!Many && given.Count > 1)
        {
            yield return $"{Name} appears {given.Count} times. Send it once.";
        }

        foreach (var value in Split(given))
        {
            if (ProblemOf(value) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private string? ProblemOf(string value)
    {
        if (value.Length == 0)
        {
            return $"{Name} is empty. Omit it, or send {Wanted}.";
        }

        var fits = Range is { } range
            ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= range.Min
                && number <= range.Max
            : Words?.Contains(value, StringComparer.OrdinalIgnoreCase) ?? value.Length <= MaxLength;
        return fits ? null : $"{Name} '{(value.Length <= MaxText ? value : value[..MaxText] + "…")}' is not {Wanted}.";
    }

    private string Wanted =>
        this switch
        {
            { Range: { } range } => string.Create(CultureInfo.InvariantCulture, $"a whole number from {range.Min} to {range.Max}"),
            { Words: { } words } => "one of "
                + string.Join(", ", words.Where(word => !word.StartsWith('-')))
                + (words.Any(word => word.StartsWith('-')) ? ", prefixed with - for descending" : ""),
            _ => $"a text of up to {MaxLength} characters",
        };
}

/// <summary>Endpoint metadata: its query parameters. Others are refused.</summary>
internal sealed record TakesQuery(IReadOnlyList<QueryField> Fields);

/// <summary>The validated query.</summary>
internal sealed class ApiQuery(IQueryCollection query, TakesQuery takes)
{
    public Page Page =>
        new(Number(QueryField.Page, 1), Number(QueryField.PageSize, Page.DefaultSize)) { After = Text(QueryField.After.Name) };

    public string? Text(string name) => query[name] is [{ Length: > 0 } value, ..] ? Canonical(name, value) : null;

    public int Number(QueryField field, int unless) =>
        Text(field.Name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : unless;

    public IReadOnlyList<string> Many(string name) =>
        [.. Field(name).Split(query[name]).Select(value => Canonical(name, value)).Distinct()];

    private string Canonical(string name, string value) =>
        Field(name).Words?.First(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value;

    private QueryField Field(string name) => takes.Fields.First(field => field.Name == name);
}
