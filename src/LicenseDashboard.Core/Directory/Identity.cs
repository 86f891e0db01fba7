using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory;

/// <summary>
/// Somebody as the identity provider knows them; the people (accounts) of several platforms may belong to one. Made by the pull, so that a
/// provider matches before it creates; once the provider has written it, it is the provider's and the pull leaves it alone.
/// </summary>
public sealed class Identity : IVersioned
{
    private Identity() { }

    public int Key { get; private init; }

    /// <summary>On the wire. That of the first person it was made for, if any.</summary>
    public PersonId Id { get; private init; }

    public int Version { get; private set; } = 1;

    public string UserName { get; private set; } = "";

    /// <summary>Lower case: unique, whatever the case.</summary>
    public string UserNameKey { get; private set; } = "";

    /// <summary>Lower case; the name behind a tombstone: a provider that deletes softly puts 32 hex digits before it. Null: none.</summary>
    public string? FormerNameKey { get; private set; }

    public string? ExternalId { get; private set; }

    public bool Active { get; private set; }

    public string? DisplayName { get; private set; }

    public string? FormattedName { get; private set; }

    public string? GivenName { get; private set; }

    public string? FamilyName { get; private set; }

    public string? Title { get; private set; }

    public string? Email { get; private set; }

    /// <summary>Lower case.</summary>
    public string? EmailKey { get; private set; }

    public string? EmployeeNumber { get; private set; }

    public string? Department { get; private set; }

    public string? ManagerId { get; private set; }

    public string? ManagerName { get; private set; }

    /// <summary>The provider has written it.</summary>
    public bool Provided { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>UTC; since when the provider says that they have gone. Null while they are there.</summary>
    public DateTime? LeftAt { get; private set; }

    /// <summary>UTC; the provider deleted it: nobody finds it any more, until the provider creates it again.</summary>
    public DateTime? DeletedAt { get; private set; }

    public IdentityFields Fields =>
        new()
        {
            UserName = UserName,
            ExternalId = ExternalId,
            Active = Active,
            DisplayName = DisplayName,
            FormattedName = FormattedName,
            GivenName = GivenName,
            FamilyName = FamilyName,
            Title = Title,
            Email = Email,
            EmployeeNumber = EmployeeNumber,
            Department = Department,
            ManagerId = ManagerId,
            ManagerName = ManagerName,
        };

    public static Identity Pulled(PersonId id, IdentityFields fields, DateTime now)
    {
        var identity = new Identity
        {
            Id = id,
            CreatedAt = now,
            ChangedAt = now,
        };
        identity.Copy(fields);
        return identity;
    }

    public static Identity Created(IdentityFields fields, DateTime now)
    {
        var identity = Pulled(PersonId.New(), fields, now);
        identity.Provided = true;
        return identity;
    }

    /// <summary>What the pull says; the provider's word stands above it.</summary>
    public void Follow(IdentityFields fields, DateTime now)
    {
        if (!Provided && fields != Fields)
        {
            Copy(fields);
            ChangedAt = now;
        }
    }

    /// <summary>What the provider says. False when it said so before.</summary>
    public bool Take(IdentityFields fields, DateTime now)
    {
        if (Provided && DeletedAt is null && fields == Fields)
        {
            return false;
        }

        Copy(fields);
        (Provided, DeletedAt, ChangedAt) = (true, null, now);
        return true;
    }

    public void Delete(DateTime now) => (Active, Provided, DeletedAt, ChangedAt) = (false, true, now, now);

    /// <summary>The name goes to someone else, and with it the mail if it is the same; nobody finds this identity by either.</summary>
    public void GiveUpName(DateTime now)
    {
        (Email, EmailKey) = EmailKey == UserNameKey ? (null, null) : (Email, EmailKey);
        UserName = UserNameKey = Id.Value.ToString();
        ChangedAt = now;
    }

    /// <summary>A person gave the seat back: the next time the provider says that they have gone is news again.</summary>
    public void Forgive() => LeftAt = null;

    /// <summary>Whether this is news: somebody who has gone goes once.</summary>
    public bool Leave(DateTime now)
    {
        var news = LeftAt is null;
        LeftAt ??= now;
        return news;
    }

    /// <inheritdoc cref="Leave"/>
    public bool Return()
    {
        var news = LeftAt is not null;
        LeftAt = null;
        return news;
    }

    private void Copy(IdentityFields fields)
    {
        (UserName, UserNameKey, ExternalId, Active) = (
            fields.UserName,
            fields.UserName.ToLowerInvariant(),
            fields.ExternalId,
            fields.Active
        );
        FormerNameKey = Revival.NameBehind(UserNameKey);
        (DisplayName, FormattedName, GivenName, FamilyName, Title) = (
            fields.DisplayName,
            fields.FormattedName,
            fields.GivenName,
            fields.FamilyName,
            fields.Title
        );
        (Email, EmailKey) = (fields.Email, fields.Email?.ToLowerInvariant());
        (EmployeeNumber, Department, ManagerId, ManagerName) = (
            fields.EmployeeNumber,
            fields.Department,
            fields.ManagerId,
            fields.ManagerName
        );
    }
}

/// <summary>What is kept of somebody. Absent is null.</summary>
public sealed record IdentityFields
{
    /// <summary>The e-mail address, wherever there is one.</summary>
    public required string UserName { get; init; }

    public string? ExternalId { get; init; }

    public bool Active { get; init; } = true;

    public string? DisplayName { get; init; }

    public string? FormattedName { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Title { get; init; }

    public string? Email { get; init; }

    public string? EmployeeNumber { get; init; }

    public string? Department { get; init; }

    /// <summary>As the provider names them; id of an <see cref="Identity"/> where the pull knows the manager.</summary>
    public string? ManagerId { get; init; }

    public string? ManagerName { get; init; }
}

/// <summary>Which identity an account belongs to.</summary>
public sealed class IdentityPerson
{
    public required int PersonKey { get; init; }

    public required int IdentityKey { get; set; }

    /// <summary>UTC; when a pull first saw the account.</summary>
    public required DateTime Since { get; init; }
}

/// <summary>Two identities that may be one person: nothing is done with either until a person has said.</summary>
public sealed class IdentityMatch
{
    public int Key { get; private init; }

    /// <summary>Of whom the provider speaks now.</summary>
    public required int IdentityKey { get; init; }

    /// <summary>Who left under the same name, address or employee number, or whom only the pull knows by it.</summary>
    public required int OtherKey { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SaidAt { get; init; }
}

/// <summary>What the provider says of a group's members, beside what the vendor says; the vendor's groups are not changed.</summary>
public sealed class ProvidedMember
{
    public required int GroupKey { get; init; }

    public required int IdentityKey { get; init; }

    /// <summary>False: the provider took them out.</summary>
    public bool Belongs { get; set; }
}
