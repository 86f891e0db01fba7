using System.Globalization;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>What a line of the file would do.</summary>
public enum ImportOutcome
{
    Error,
    New,
    Changed,

    /// <summary>Already in effect.</summary>
    Same,
}

/// <summary>One line of the report.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Message">What is wrong and how to fix it; empty if nothing.</param>
public sealed record ImportLine(
    int Line,
    ImportOutcome Outcome,
    string? VendorId,
    string? Name,
    string? Tag,
    DateOnly? From,
    DateOnly? To,
    string Message
)
{
    internal int? PersonKey { get; init; }

    internal ExemptionTerms? Terms { get; init; }

    /// <summary>Version of the existing exemption, so that a change in the meantime is detected.</summary>
    internal int? Version { get; init; }
}

/// <summary>A person as identified in the file.</summary>
internal sealed record NamedPerson(int Key, string VendorId, string Name, string? NormalizedEmail, string? EmployeeId, PersonState State);

/// <summary>Checks the lines of an import against the stored data. Writes nothing.</summary>
internal sealed class ImportLines(
    IReadOnlyList<NamedPerson> people,
    IReadOnlyDictionary<string, ExemptionTag> tags,
    ILookup<int, Exemption> imported,
    DateOnly today
)
{
    public const string Columns = "user, email, or employee id; tag; optional: from, to, why, fallback control, approver";

    private const string EmployeeId = "employee id";
    private static readonly string[] Naming = ["user", "email", EmployeeId];
    private static readonly string[] Known = [.. Naming, "tag", "from", "to", "why", "fallback control", "approver", "name"];

    private readonly ILookup<string, NamedPerson> _byId = people.ToLookup(p => p.VendorId, StringComparer.Ordinal);
    private readonly ILookup<string, NamedPerson> _byMail = people
        .Where(p => p.NormalizedEmail is not null)
        .ToLookup(p => p.NormalizedEmail!, StringComparer.Ordinal);
    private readonly ILookup<string, NamedPerson> _byBareNumber = people
        .Where(p => p.EmployeeId is not null)
        .ToLookup(p => p.EmployeeId!.TrimStart('0'), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="ImportExemptions.Sample" />
    public static IReadOnlyList<string[]> Sample(DateOnly today)
    {
        var (from, to) = (Day(today), Day(today.AddDays(90)));
        return
        [
            ["email", "tag", "from", "to", "why", "fallback control", "approver"],
            ["alex.morgan@sample.example", ExemptionTag.SeasonalBurst, from, to, "Holiday peak", "", ""],
            ["sam.rivera@sample.example", ExemptionTag.Leave, from, "", "Parental leave", "", ""],
            ["kim.lee@sample.example", ExemptionTag.Exception, from, to, "Pilot project", "Monthly review", "Dana Fox"],
        ];

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>What is wrong with the columns; null if nothing.</summary>
    public static Refusal? Wrong(CsvTable table)
    {
        if (!Naming.Any(table.Has) || !table.Has("tag"))
        {
            return Refusal.Invalid($"The first line must name the columns {Columns}; it names {string.Join(", ", table.Header)}.");
        }

        var known = Known.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return table.Header.FirstOrDefault(name => name.Length > 0 && !known.Contains(KeyOf(name))) is { } unknown
            ? Refusal.Invalid($"The column \"{unknown}\" is unknown. Possible columns: {Columns}.")
            : null;
    }

    /// <summary>If several lines name the same person and tag, the first counts if all agree; otherwise none does, in any order.</summary>
    public IReadOnlyList<ImportLine> Read(CsvTable table)
    {
        var lines = table.Records.Select(record => Read(table, record)).ToList();
        foreach (
            var same in lines
                .Where(line => line.PersonKey is not null)
                .GroupBy(line => (line.PersonKey, line.Tag))
                .Select(same => same.ToList())
                .Where(same => same.Count > 1)
                .ToList()
        )
        {
            var agree = same.TrueForAll(line => line.Terms == same[0].Terms);
            foreach (var line in agree ? same.Skip(1) : same)
            {
                var other = same.Find(each => each != line)!.Line;
                lines[lines.IndexOf(line)] = line with
                {
                    Outcome = ImportOutcome.Error,
                    Message = agree
                        ? $"The same person and tag as line {other}; keep one of them."
                        : $"Line {other} has different values for the same person and tag. Keep one of them.",
                };
            }
        }

        return lines;
    }

    private ImportLine Read(CsvTable table, CsvRecord record)
    {
        var person = Find(table, record);
        if (person.Refusal is { } nobody)
        {
            return Error(record, null, nobody.Message);
        }

        var tag = TagOf(table.Value(record, "tag"));
        var from = DayOf(table, record, "from");
        var to = DayOf(table, record, "to");
        if ((tag.Refusal ?? from.Refusal ?? to.Refusal) is { } wrong)
        {
            return Error(record, person.Value, wrong.Message);
        }

        var held = imported[person.Value.Key].FirstOrDefault(e => e.Tag == tag.Value.Name);
        var begin = from.Value ?? held?.From ?? today;
        var terms = new ExemptionTerms(
            begin,
            to.Value ?? tag.Value.DefaultEnd(begin),
            table.Value(record, "why") is { Length: > 0 } why ? why : "Imported by CSV.",
            table.Value(record, "fallback control"),
            table.Value(record, "approver")
        ).Checked(tag.Value.Name, today);
        if (terms.Refusal is { } invalid)
        {
            return Error(record, person.Value, invalid.Message);
        }

        var outcome =
            held is null ? ImportOutcome.New
            : held.Terms == terms.Value ? ImportOutcome.Same
            : ImportOutcome.Changed;
        return new ImportLine(
            record.Line,
            outcome,
            person.Value.VendorId,
            person.Value.Name,
            tag.Value.Name,
            terms.Value.From,
            terms.Value.To,
            ""
        )
        {
            PersonKey = person.Value.Key,
            Terms = terms.Value,
            Version = held?.Version,
        };
    }

    private static ImportLine Error(CsvRecord record, NamedPerson? person, string message) =>
        new(record.Line, ImportOutcome.Error, person?.VendorId, person?.Name, null, null, null, message);

    /// <summary>All columns that are filled in must identify the same person.</summary>
    private Outcome<NamedPerson> Find(CsvTable table, CsvRecord record)
    {
        var named = Naming
            .Select(column => (Column: column, Text: table.Value(record, column).Trim()))
            .Where(each => each.Text.Length > 0)
            .ToList();
        if (named.Count == 0)
        {
            return Refusal.Invalid("No person given: fill in user, email, or employee id.");
        }

        if (named.Find(each => each.Column == EmployeeId && RoundedNumber.Is(each.Text)) is { Text: { } rounded })
        {
            return Refusal.Invalid(RoundedNumber.Words(EmployeeId, Short(rounded)));
        }

        var (first, text) = named[0];
        var meant = Named(first, text);
        if (
            named is [{ Column: EmployeeId }]
            && meant
                .Where(p => !text.Equals(p.EmployeeId, StringComparison.OrdinalIgnoreCase))
                .Select(p => p.EmployeeId)
                .Distinct()
                .ToList()
                is { Count: > 0 } almost
        )
        {
            return Refusal.Invalid(
                $"{first} \"{Short(text)}\" differs from {string.Join(" and ", almost)} in leading zeros only; name the person "
                    + "by user or email."
            );
        }

        foreach (var (column, other) in named.Skip(1))
        {
            var also = Named(column, other);
            var both = meant.Intersect(also).ToList();
            if (both.Count == 0 && meant.Count > 0 && also.Count > 0)
            {
                return Refusal.Invalid(
                    $"{first} and {column} name different people ({meant[0].VendorId} and {also[0].VendorId}). Keep the right one."
                );
            }

            meant = both;
            (first, text) = also.Count == 0 ? (column, other) : (first, text);
        }

        return meant switch
        {
            [var one] => one,
            [] => Refusal.Invalid($"{first} \"{Short(text)}\" is not in the directory of this platform."),
            _ => Refusal.Invalid($"{first} \"{Short(text)}\" is {meant.Count} people ({Some(meant)}); name one of them in a column user."),
        };
    }

    private static string Some(IEnumerable<NamedPerson> people) => string.Join(", ", people.Take(3).Select(p => p.VendorId));

    /// <summary>Employee IDs also match if they differ only in leading zeros, which a spreadsheet may have dropped.</summary>
    private List<NamedPerson> Named(string column, string text) =>
        [
            .. (
                column switch
                {
                    "user" => _byId[text],
                    "email" => _byMail[PersonMail.Normalize(text) ?? ""],
                    _ => _byBareNumber[text.TrimStart('0')],
                }
            ).Where(p => p.State != PersonState.Deleted),
        ];

    private Outcome<ExemptionTag> TagOf(string text)
    {
        var name = ExemptionTag.NameOf(text);
        return name.Refusal is { } invalid ? invalid
            : tags.TryGetValue(name.Value, out var tag) ? tag
            : Refusal.Invalid($"tag \"{name.Value}\" is not known; there are {string.Join(", ", tags.Keys)}.");
    }

    private static Outcome<DateOnly?> DayOf(CsvTable table, CsvRecord record, string column) =>
        table.Value(record, column) switch
        {
            { Length: 0 } => (DateOnly?)null,
            var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                (DateOnly?)day,
            var text => Refusal.Invalid($"{column} \"{Short(text)}\" is not a date. Write it as 2026-11-01."),
        };

    private static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Short(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
