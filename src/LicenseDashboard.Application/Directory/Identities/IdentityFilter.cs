using System.Linq.Expressions;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>The user attributes that can be filtered by, and their columns.</summary>
internal static class IdentityFilter
{
    private static readonly Expression<Func<Identity, bool>> _hasMail = identity => identity.Email != null;

    private static readonly Dictionary<string, FilterColumn<Identity>> _columns = new(StringComparer.Ordinal)
    {
        ["id"] = new WholeColumn<Identity>(ById, _ => true),
        ["externalid"] = new TextColumn<Identity>(i => i.ExternalId, exact: true),
        ["username"] = new TextColumn<Identity>(i => i.UserName, i => i.UserNameKey),
        ["displayname"] = new TextColumn<Identity>(i => i.DisplayName),
        ["name.formatted"] = new TextColumn<Identity>(i => i.FormattedName),
        ["name.givenname"] = new TextColumn<Identity>(i => i.GivenName),
        ["name.familyname"] = new TextColumn<Identity>(i => i.FamilyName),
        ["title"] = new TextColumn<Identity>(i => i.Title),
        ["active"] = new TruthColumn<Identity>(i => i.Active),
        ["emails"] = new TextColumn<Identity>(i => i.Email, i => i.EmailKey),
        ["emails.value"] = new TextColumn<Identity>(i => i.Email, i => i.EmailKey),
        ["emails.type"] = new FixedColumn<Identity>("work", _hasMail),
        ["emails.primary"] = new TruthColumn<Identity>(_hasMail),
        ["enterprise:employeenumber"] = new TextColumn<Identity>(i => i.EmployeeNumber, exact: true),
        ["enterprise:department"] = new TextColumn<Identity>(i => i.Department),
        ["enterprise:manager"] = new TextColumn<Identity>(i => i.ManagerId, exact: true),
        ["enterprise:manager.value"] = new TextColumn<Identity>(i => i.ManagerId, exact: true),
        ["enterprise:manager.displayname"] = new TextColumn<Identity>(i => i.ManagerName),
        ["meta.created"] = new TimeColumn<Identity>(i => i.CreatedAt),
        ["meta.lastmodified"] = new TimeColumn<Identity>(i => i.ChangedAt),
        ["meta.resourcetype"] = new FixedColumn<Identity>("User", _ => true),
    };

    private static readonly AbsentColumn<Identity> _absent = new();

    static IdentityFilter()
    {
        foreach (var name in UserAttributes.NotKept)
        {
            _columns.TryAdd(name, _absent);
        }
    }

    public static Outcome<Expression<Func<Identity, bool>>> Of(ScimFilter filter) => Filters.Translate(filter, _columns);

    private static Expression<Func<Identity, bool>>? ById(string text)
    {
        if (!Guid.TryParseExact(text, "D", out var value))
        {
            return null;
        }

        var id = new PersonId(value);
        return identity => identity.Id == id;
    }
}
