using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

internal static class ReclamationTables
{
    public static void Configure(ModelBuilder model) => model.Entity<ReclamationPolicy>(policy =>
    {
        policy.ToTable("ReclamationPolicies").HasKey(p => p.Key);
        policy.Ignore(p => p.Terms).Ignore(p => p.IsDryRun);
        policy.Property(p => p.ChangedBy).HasMaxLength(128);
        policy.HasIndex(p => new { p.PlatformKey, p.DivisionKey }).IsUnique();
    });
}
