using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <param name="ArrivedOn">
/// Local day on which a pull first saw the account; null if it existed before the first pull or arrived just now.
/// </param>
internal sealed record RosterPerson(
    int Key,
    int PlatformKey,
    string Name,
    string? Mail,
    string? EmployeeId,
    DateOnly? HiredOn,
    DateOnly? ArrivedOn
);

/// <summary>The people a line may mean.</summary>
/// <param name="Almost">
/// Employee IDs in the directory that differ from the line's only in leading zeros, if the exact one matches no one else.
/// </param>
internal sealed record RosterFound(IReadOnlyList<RosterPerson> People, IReadOnlyList<string> Almost);

/// <summary>
/// Finds the person a line means by mail, by the identity provider's ID, and by employee number. Together they narrow the result; if they
/// disagree, all are candidates. Employee numbers that differ only in leading zeros may belong to two people, or to one whose zeros were
/// dropped by a spreadsheet.
/// </summary>
internal sealed class RosterMatch
{
    private readonly ILookup<string, RosterPerson> _byExternalId;
    private readonly ILookup<string, RosterPerson> _byMail;
    private readonly ILookup<string, RosterPerson> _byNumber;
    private readonly ILookup<string, (string Number, RosterPerson Person)> _byBareNumber;
    private readonly ILookup<string, int> _formerByMail;
    private readonly ILookup<string, int> _formerByNumber;

    private RosterMatch(
        ILookup<string, RosterPerson> byExternalId,
        ILookup<string, RosterPerson> byMail,
        IReadOnlyList<(string Number, RosterPerson Person)> numbers,
        ILookup<string, int> formerByMail,
        ILookup<string, int> formerByNumber
    )
    {
        (_byExternalId, _byMail, _formerByMail, _formerByNumber) = (byExternalId, byMail, formerByMail, formerByNumber);
        _byNumber = numbers.ToLookup(each => each.Number, each => each.Person, StringComparer.OrdinalIgnoreCase);
        _byBareNumber = numbers.ToLookup(each => Bare(each.Number), StringComparer.OrdinalIgnoreCase);
    }

    public static async Task<RosterMatch> LoadAsync(LicenseDb db, CancellationToken ct)
    {
        var platforms = await db.Platforms.AsNoTracking().ToDictionaryAsync(p => p.Key, ct);
        var all = await db
            .People.AsNoTracking()
            .OrderBy(p => p.Key)
            .Select(p => new
            {
                p.Key,
                p.PlatformKey,
                p.Name,
                p.NormalizedEmail,
                p.EmployeeId,
                p.HiredOn,
                p.State,
                Since = db.IdentityPeople.Where(l => l.PersonKey == p.Key).Select(l => (DateTime?)l.Since).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var people = all.Where(p => p.State != PersonState.Deleted)
            .Select(p =>
            {
                var platform = platforms[p.PlatformKey];
                var arrived = p.Since is { } since ? platform.LocalDay(new DateTimeOffset(since, TimeSpan.Zero)) : (DateOnly?)null;
                return new RosterPerson(
                    p.Key,
                    p.PlatformKey,
                    p.Name,
                    p.NormalizedEmail,
                    p.EmployeeId?.Trim(),
                    p.HiredOn,
                    arrived > platform.FirstSnapshotOn ? arrived : null
                );
            })
            .ToList();
        var gone = all.Where(p => p.State == PersonState.Deleted).ToList();
        var byKey = people.ToDictionary(person => person.Key);
        var identities = (
            await (
                from link in db.IdentityPeople
                join identity in db.Identities on link.IdentityKey equals identity.Key
                where identity.Provided
                select new
                {
                    link.PersonKey,
                    identity.ExternalId,
                    identity.UserNameKey,
                    identity.EmailKey,
                    identity.EmployeeNumber,
                }
            ).ToListAsync(ct)
        ).Where(each => byKey.ContainsKey(each.PersonKey)).ToList();
        return new RosterMatch(
            identities
                .Where(each => each.ExternalId is not null)
                .ToLookup(each => each.ExternalId!, each => byKey[each.PersonKey], StringComparer.Ordinal),
            people
                .Where(person => person.Mail is not null)
                .Select(person => (Mail: person.Mail!, person))
                .Concat(
                    identities.SelectMany(each =>
                        new[] { each.UserNameKey, each.EmailKey }
                            .OfType<string>()
                            .Select(mail => (Mail: mail, person: byKey[each.PersonKey]))
                    )
                )
                .Distinct()
                .ToLookup(each => each.Mail, each => each.person, StringComparer.Ordinal),
            [
                .. people
                    .Where(person => person.EmployeeId is { Length: > 0 })
                    .Select(person => (person.EmployeeId!, person))
                    .Concat(
                        identities
                            .Where(each => each.EmployeeNumber is not null)
                            .Select(each => (each.EmployeeNumber!, byKey[each.PersonKey]))
                    )
                    .Distinct(),
            ],
            gone.Where(p => p.NormalizedEmail is not null).ToLookup(p => p.NormalizedEmail!, p => p.Key, StringComparer.Ordinal),
            gone.Where(p => p.EmployeeId is not null).ToLookup(p => p.EmployeeId!.Trim(), p => p.Key, StringComparer.OrdinalIgnoreCase)
        );
    }

    public RosterFound Find(RosterEntry entry)
    {
        var byMail = entry.Email.Length > 0 ? _byMail[entry.Email].ToList() : [];
        var byId = entry.EmployeeId.Length > 0 ? _byExternalId[entry.EmployeeId].Union(_byNumber[entry.EmployeeId]).ToList() : [];
        var near =
            entry.EmployeeId.Length > 0 ? _byBareNumber[Bare(entry.EmployeeId)].Where(each => !byId.Contains(each.Person)).ToList() : [];
        if (byMail.Count == 0)
        {
            return new([.. byId.Union(near.Select(each => each.Person))], [.. near.Select(each => each.Number).Distinct()]);
        }

        // The mail and a number that matches except for its zeros identify the same person.
        byId = byId.Count > 0 ? byId : [.. near.Select(each => each.Person).Distinct()];
        var both = byMail.Intersect(byId).ToList();
        var either = byMail.Union(byId);
        return new(
            both.Count > 0
                ? [.. both, .. either.Where(other => both.TrueForAll(person => person.PlatformKey != other.PlatformKey))]
                : [.. either],
            []
        );
    }

    /// <summary>Accounts matched by the line earlier and since deleted by the vendor.</summary>
    public IEnumerable<int> FormerOf(RosterEntry entry) =>
        (entry.Email.Length > 0 ? _formerByMail[entry.Email] : []).Union(
            entry.EmployeeId.Length > 0 ? _formerByNumber[entry.EmployeeId] : []
        );

    private static string Bare(string number) => number.TrimStart('0');
}
