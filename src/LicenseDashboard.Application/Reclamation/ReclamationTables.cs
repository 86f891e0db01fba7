using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

internal static class ReclamationTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ReclamationPolicy>(policy =>
        {
            policy.ToTable("ReclamationPolicies").HasKey(p => p.Key);
            policy.Ignore(p => p.Terms).Ignore(p => p.IsDryRun);
            policy.Property(p => p.ChangedBy).HasMaxLength(128);
            policy.HasIndex(p => new { p.PlatformKey, p.DivisionKey }).IsUnique();
        });
        model.Entity<AllowedAccount>(account =>
        {
            account.ToTable("AllowedAccounts").HasKey(a => a.PersonKey);
            account.Property(a => a.PersonKey).ValueGeneratedNever();
            account.Property(a => a.By).HasColumnName("AllowedBy").HasMaxLength(128);
            account.Property(a => a.ByName).HasMaxLength(256);
            account.Property(a => a.At).HasColumnName("AllowedAt");
            account.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonKey).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
