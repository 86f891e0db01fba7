using System.Linq.Expressions;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.People;

/// <summary>Filter and order of people. Empty lists don't filter.</summary>
public sealed record UserFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    /// <summary>Vendor ID; includes everyone below.</summary>
    public string? Manager { get; init; }

    /// <summary>Division names.</summary>
    public IReadOnlyList<string> Divisions { get; init; } = [];

    /// <summary>Held base SKU IDs, as evaluated.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    public IReadOnlyList<Life> Lives { get; init; } = [];

    /// <summary>Part of a name, mail, manager or division, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="UserSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = UserSort.Default;

    /// <summary>The people for the viewer, unordered; or a refusal that says what is wrong and how to fix it.</summary>
    internal async Task<Outcome<IQueryable<KnownPerson>[]>> ApplyAsync(LicenseDb db, Viewer viewer, CancellationToken ct)
    {
        var people = db.People.AsNoTracking().VisibleTo(viewer);
        if (Manager is { Length: > 0 } manager)
        {
            var below = await NamedInFilters.BelowAsync(db, viewer, manager, ct);
            if (below.Refusal is { } unseen)
            {
                return unseen;
            }

            people = people.Where(PersonScope.Below(below.Value));
        }

        if (await NamedInFilters.DivisionsAsync(db, Divisions, ct) is { } unknown)
        {
            return unknown;
        }

        if (!UserSort.IsKnown(Sort))
        {
            return Refusal.Invalid($"sort '{Sort}' is not one of {string.Join(", ", UserSort.Fields)}, prefixed with - for descending.");
        }

        return new[] { Narrow(KnownPerson.Of(db, people)) };
    }

    private IQueryable<KnownPerson> Narrow(IQueryable<KnownPerson> rows)
    {
        if (Platform is { Length: > 0 } platform)
        {
            rows = rows.Where(r => r.Platform.Name == platform);
        }

        if (Divisions.Count > 0)
        {
            string[] divisions = [.. Divisions];
            rows = rows.Where(r => divisions.Contains(r.Division));
        }

        if (Tiers.Count > 0)
        {
            string[] tiers = [.. Tiers];
            rows = rows.Where(r => tiers.Contains(r.Verdict!.HeldBase));
        }

        if (Lives.Count > 0)
        {
            // Nothing is known about anybody before the first evaluation.
            Life[] lives = [.. Lives];
            var unknown = lives.Contains(Life.Unknown);
            rows = rows.Where(r => r.Verdict == null ? unknown : lives.Contains(r.Verdict.Life));
        }

        return Text?.Trim() is { Length: > 0 } text ? rows.Where(Matching(text)) : rows;
    }

    private static Expression<Func<KnownPerson, bool>> Matching(string text)
    {
        const string escape = "\\";
        var pattern =
            "%"
            + text.Replace(escape, escape + escape, StringComparison.Ordinal)
                .Replace("%", escape + "%", StringComparison.Ordinal)
                .Replace("_", escape + "_", StringComparison.Ordinal)
                .Replace("[", escape + "[", StringComparison.Ordinal)
            + "%";
        return r =>
            EF.Functions.Like(r.Person.Name, pattern, escape)
            || EF.Functions.Like(r.Person.Email!, pattern, escape)
            || EF.Functions.Like(r.Manager!, pattern, escape)
            || EF.Functions.Like(r.Division!, pattern, escape);
    }
}

/// <summary>
/// A person with the columns that lists use. Properties rather than a constructor, so that the database can filter and sort by them.
/// </summary>
internal sealed class KnownPerson
{
    public required Person Person { get; init; }

    public required Core.Platforms.Platform Platform { get; init; }

    /// <summary>Null before the first evaluation.</summary>
    public PersonVerdict? Verdict { get; init; }

    public string? Manager { get; init; }

    public string? Division { get; init; }

    public static IQueryable<KnownPerson> Of(LicenseDb db, IQueryable<Person> people) =>
        from person in people
        join platform in db.Platforms on person.PlatformKey equals platform.Key
        join verdict in db.PersonVerdicts on person.Key equals verdict.PersonKey into verdicts
        from verdict in verdicts.DefaultIfEmpty()
        join manager in db.People on person.ManagerKey equals manager.Key into managers
        from manager in managers.DefaultIfEmpty()
        join division in db.Divisions on person.DivisionKey equals division.Key into divisions
        from division in divisions.DefaultIfEmpty()
        select new KnownPerson
        {
            Person = person,
            Platform = platform,
            Verdict = verdict,
            Manager = manager!.Name,
            Division = division!.Name,
        };
}

/// <summary>A total order: every field is followed by vendor ID and platform.</summary>
public static class UserSort
{
    public const string Default = "name";

    private static readonly Dictionary<string, Expression<Func<KnownPerson, object?>>> _fields = new(StringComparer.Ordinal)
    {
        ["name"] = r => r.Person.Name,
        ["email"] = r => r.Person.Email,
        ["manager"] = r => r.Manager,
        ["division"] = r => r.Division,
        ["state"] = r => r.Person.State,
        ["held"] = r => r.Verdict == null ? null : r.Verdict.Held,
        ["life"] = r => r.Verdict == null ? null : (Life?)r.Verdict.Life,
        ["noFindingReason"] = r => r.Verdict == null ? null : r.Verdict.NoFinding,
        ["id"] = r => r.Person.VendorId,
    };

    public static IReadOnlyCollection<string> Fields => _fields.Keys;

    public static bool IsKnown(string sort) => _fields.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);

    internal static Keyset<KnownPerson> Order(string sort) =>
        new(sort, _fields[sort.TrimStart('-')], r => r.Person.VendorId, r => r.Person.PlatformKey);
}
