using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

internal sealed record RosterPerson(int Key, int PlatformKey, string Name, string? Mail, string? EmployeeId);

/// <summary>Who a line means: by the id that the identity provider gave, then by mail, then by employee number. What two of them say together narrows; where they differ, both are candidates.</summary>
internal sealed class RosterMatch
{
    private readonly ILookup<string, RosterPerson> _byExternalId;
    private readonly ILookup<string, RosterPerson> _byMail;
    private readonly ILookup<string, RosterPerson> _byNumber;

    private RosterMatch(ILookup<string, RosterPerson> byExternalId, ILookup<string, RosterPerson> byMail, ILookup<string, RosterPerson> byNumber) =>
        (_byExternalId, _byMail, _byNumber) = (byExternalId, byMail, byNumber);

    public static async Task<RosterMatch> LoadAsync(LicenseDb db, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => p.State != PersonState.Deleted).OrderBy(p => p.Key)
            .Select(p => new RosterPerson(p.Key, p.PlatformKey, p.Name, p.NormalizedEmail, p.EmployeeId)).ToListAsync(ct);
        var byKey = people.ToDictionary(person => person.Key);
        var identities = (await (
            from link in db.IdentityPeople
            join identity in db.Identities on link.IdentityKey equals identity.Key
            where identity.Provided
            select new { link.PersonKey, identity.ExternalId, identity.UserNameKey, identity.EmailKey, identity.EmployeeNumber }).ToListAsync(ct)).Where(each => byKey.ContainsKey(each.PersonKey)).ToList();
        return new RosterMatch(
            identities.Where(each => each.ExternalId is not null).ToLookup(each => each.ExternalId!, each => byKey[each.PersonKey], StringComparer.Ordinal),
            people.Where(person => person.Mail is not null).Select(person => (Mail: person.Mail!, person))
                .Concat(identities.SelectMany(each => new[] { each.UserNameKey, each.EmailKey }.OfType<string>().Select(mail => (Mail: mail, person: byKey[each.PersonKey]))))
                .Distinct().ToLookup(each => each.Mail, each => each.person, StringComparer.Ordinal),
            people.Where(person => person.EmployeeId is not null).Select(person => (Number: person.EmployeeId!, person))
                .Concat(identities.Where(each => each.EmployeeNumber is not null).Select(each => (Number: each.EmployeeNumber!, person: byKey[each.PersonKey])))
                .Distinct().ToLookup(each => each.Number, each => each.person, StringComparer.OrdinalIgnoreCase));
    }

    public IReadOnlyList<RosterPerson> Find(RosterEntry entry)
    {
        if (entry.EmployeeId.Length > 0 && _byExternalId[entry.EmployeeId].ToList() is { Count: > 0 } byExternalId)
        {
            return byExternalId;
        }

        var byMail = entry.Email.Length > 0 ? _byMail[entry.Email].ToList() : [];
        var byNumber = entry.EmployeeId.Length > 0 ? _byNumber[entry.EmployeeId].ToList() : [];
        if (byMail.Count == 0 || byNumber.Count == 0)
        {
            return byMail.Count > 0 ? byMail : byNumber;
        }

        var both = byMail.Intersect(byNumber).ToList();
        return both.Count > 0 ? [.. both, .. byMail.Where(other => both.TrueForAll(person => person.PlatformKey != other.PlatformKey))] : [.. byMail, .. byNumber];
    }
}
