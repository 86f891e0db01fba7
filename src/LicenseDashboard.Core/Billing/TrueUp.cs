namespace LicenseDashboard.Core.Billing;

/// <summary>What the people of a season tag add to the bills of the tag's next occurrence (design §4.4).</summary>
/// <param name="Micros">Bill with its people minus bill without, in millionths.</param>
public sealed record TrueUp(string Tag, DateOnly First, long Micros)
{
    /// <summary>By the first day of the next occurrence, then name, each on top of the ones before; approved rows are made.</summary>
    public static IReadOnlyList<TrueUp> Of(BillingBook book)
    {
        var today = book.Facts.Today;
        var tags = book
            .Facts.Seasons.Select(season => (Tag: season.Key, Occurrence: season.Value.Coming(today)))
            .OrderBy(each => each.Occurrence.Start)
            .ThenBy(each => each.Tag, StringComparer.Ordinal)
            .ToList();
        var approved = SavingsChain.Order(book, book.Rows.Where(row => row.Approved));
        var absent = tags.Select(each => each.Tag).ToHashSet(StringComparer.Ordinal);
        var without = new Outlook(book, approved, absent);
        var found = new List<TrueUp>();
        foreach (var (tag, occurrence) in tags)
        {
            absent = [.. absent.Where(each => each != tag)];
            var with = new Outlook(book, approved, absent);
            var micros = with
                .Periods.Zip(without.Periods)
                .Where(pair => pair.First.Period.Days.Start < occurrence.End && pair.First.Period.Days.End > occurrence.Start)
                .Sum(pair => pair.First.Micros - pair.Second.Micros);
            found.Add(new TrueUp(tag, occurrence.Start, micros));
            without = with;
        }

        return found;
    }
}
