using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory;

/// <summary>
/// A person as the identity provider knows them. It may link accounts on several platforms. The directory pull creates identities so that
/// a provider can match one before creating its own; once the provider has written it, the pull no longer changes it.
/// </summary>
public sealed class Identity : IVersioned
{
    private Identity() { }

    public int Key { get; private init; }

    /// <summary>Public id; that of the first person it was created for, if any.</summary>
    public PersonId Id { get; private init; }

    public int Version { get; private set; } = 1;

    public string UserName { get; private set; } = "";

    /// <summary>User name in lower case; unique.</summary>
    public string UserNameKey { get; private set; } = "";

    /// <summary>
    /// Lower-case user name without the tombstone prefix: providers that delete softly prepend 32 hexadecimal digits. Null if there is no
    /// such prefix.
    /// </summary>
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

    /// <summary>True once the provider has written it.</summary>
    public bool Provided { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>UTC time since which the provider reports the person as gone; null while they are active.</summary>
    public DateTime? LeftAt { get; private set; }

    /// <summary>UTC time at which the provider deleted it. It can't be found until the provider creates it again.</summary>
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

    /// <summary>Applies what the pull found. The provider's values take precedence.</summary>
    public void Follow(IdentityFields fields, DateTime now)
    {
        if (!Provided && fields != Fields)
        {
            Copy(fields);
            ChangedAt = now;
        }
    }

    /// <summary>Applies what the provider sent. False if nothing changed.</summary>
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

    /// <summary>
    /// Gives the user name to another identity, along with the mail address if it is the same. This identity can no longer be found by
    /// either.
    /// </summary>
    public void GiveUpName(DateTime now)
    {
        (Email, EmailKey) = EmailKey == UserNameKey ? (null, null) : (Email, EmailKey);
        UserName = UserNameKey = Id.Value.ToString();
        ChangedAt = now;
    }

    /// <summary>A person restored the seat, so the next report that they have gone counts as new.</summary>
    public void Forgive() => LeftAt = null;

    /// <summary>Returns true if this is new information; a person who has already left doesn't leave again.</summary>
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

/// <summary>The stored attributes of an identity. Absent attributes are null.</summary>
public sealed record IdentityFields
{
    /// <summary>The email address, where there is one.</summary>
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

    /// <summary>As the provider sent it; the ID of an <see cref="Identity"/> if the pull knows the manager.</summary>
    public string? ManagerId { get; init; }

    public string? ManagerName { get; init; }
}

/// <summary>Links an account to an identity.</summary>
public sealed class IdentityPerson
{
    public required int PersonKey { get; init; }

    public required int IdentityKey { get; set; }

    /// <summary>UTC time at which a pull first saw the account.</summary>
    public required DateTime Since { get; init; }
}

/// <summary>Two identities that may be the same person. Neither is acted on until a person decides.</summary>
public sealed class IdentityMatch
{
    public int Key { get; private init; }

    /// <summary>The identity the provider refers to now.</summary>
    public required int IdentityKey { get; init; }

    /// <summary>The identity that left under the same name, address or employee number, or that only the pull knows.</summary>
    public required int OtherKey { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SaidAt { get; init; }
}

/// <summary>A group membership reported by the identity provider, kept beside the vendor's. The vendor's groups are not changed.</summary>
public sealed class ProvidedMember
{
    public required int GroupKey { get; init; }

    public required int IdentityKey { get; init; }

    /// <summary>False if the provider removed the member.</summary>
    public bool Belongs { get; set; }
}
