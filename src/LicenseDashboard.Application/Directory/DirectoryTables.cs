using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory;

internal static class DirectoryTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("People").HasKey(p => p.Key);
            person.Property(p => p.VendorId).HasMaxLength(64);
            person.Property(p => p.Name).HasMaxLength(256);
            person.Property(p => p.Email).HasMaxLength(320);
            person.Property(p => p.NormalizedEmail).HasMaxLength(320);
            person.Property(p => p.Title).HasMaxLength(256);
            person.Property(p => p.Department).HasMaxLength(256);
            person.Property(p => p.EmployeeId).HasMaxLength(128);
            person.HasIndex(p => new { p.PlatformKey, p.VendorId }).IsUnique();
            person.HasIndex(p => p.Id).IsUnique();
            person.HasIndex(p => p.NormalizedEmail);
            person.HasIndex(p => new { p.PlatformKey, p.Position });
            person.HasOne<Platform>().WithMany().HasForeignKey(p => p.PlatformKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StateReason>(reason =>
        {
            reason.ToTable("StateReasons").HasKey(r => r.PersonKey);
            reason.Property(r => r.PersonKey).ValueGeneratedNever();
            reason.Property(r => r.Reason).HasMaxLength(64);
            reason.HasOne<Person>().WithOne().HasForeignKey<StateReason>(r => r.PersonKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Division>(division =>
        {
            division.ToTable("Divisions").HasKey(d => d.Key);
            division.Property(d => d.VendorId).HasMaxLength(64);
            division.Property(d => d.Name).HasMaxLength(256);
            division.HasIndex(d => new { d.PlatformKey, d.VendorId }).IsUnique();
        });
        model.Entity<PersonDivision>(stretch =>
            stretch
                .ToTable("PersonDivisions")
                .HasKey(s => new
                {
                    s.PersonKey,
                    s.From,
                    s.DivisionKey,
                })
        );
        model.Entity<Group>(group =>
        {
            group.ToTable("Groups").HasKey(g => g.Key);
            group.Property(g => g.VendorId).HasMaxLength(64);
            group.Property(g => g.Name).HasMaxLength(256);
            group.HasIndex(g => new { g.PlatformKey, g.VendorId }).IsUnique();
        });
        model.Entity<GroupMember>(member =>
        {
            member.ToTable("GroupMembers").HasKey(m => new { m.GroupKey, m.PersonKey });
            member.HasIndex(m => m.PersonKey);
        });
    }
}
