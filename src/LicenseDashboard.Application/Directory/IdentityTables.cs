using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

internal static class IdentityTables
{
    /// <summary>Maximum stored length; SCIM refuses longer text.</summary>
    public const int MaxText = 256;
    public const int MaxMail = 320;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Identity>(identity =>
        {
            identity.ToTable("Identities").HasKey(i => i.Key);
            identity.Ignore(i => i.Fields);
            identity.Property(i => i.UserName).HasMaxLength(MaxMail);
            identity.Property(i => i.UserNameKey).HasMaxLength(MaxMail);
            identity.Property(i => i.Email).HasMaxLength(MaxMail);
            identity.Property(i => i.EmailKey).HasMaxLength(MaxMail);
            foreach (
                var text in (string[])
                    [
                        nameof(Identity.ExternalId),
                        nameof(Identity.DisplayName),
                        nameof(Identity.FormattedName),
                        nameof(Identity.GivenName),
                        nameof(Identity.FamilyName),
                        nameof(Identity.Title),
                        nameof(Identity.EmployeeNumber),
                        nameof(Identity.Department),
                        nameof(Identity.ManagerId),
                        nameof(Identity.ManagerName),
                    ]
            )
            {
                identity.Property<string?>(text).HasMaxLength(MaxText);
            }

            identity.HasIndex(i => i.Id).IsUnique();
            identity.HasIndex(i => i.UserNameKey).IsUnique();
            identity.Property(i => i.FormerNameKey).HasMaxLength(MaxMail);
            identity.HasIndex(i => i.FormerNameKey);
            identity.HasIndex(i => i.EmailKey);
            identity.HasIndex(i => i.ExternalId);
            identity.HasIndex(i => i.EmployeeNumber);
        });
        model.Entity<IdentityPerson>(link =>
        {
            link.ToTable("IdentityPeople").HasKey(l => l.PersonKey);
            link.Property(l => l.PersonKey).ValueGeneratedNever();
            link.HasIndex(l => l.IdentityKey);
        });
        model.Entity<IdentityMatch>(match =>
        {
            match.ToTable("IdentityMatches").HasKey(m => m.Key);
            match.HasIndex(m => new { m.IdentityKey, m.OtherKey }).IsUnique();
        });
        model.Entity<ProvidedMember>(member =>
        {
            member.ToTable("ProvidedMembers").HasKey(m => new { m.GroupKey, m.IdentityKey });
            member.HasIndex(m => m.IdentityKey);
        });
    }
}
