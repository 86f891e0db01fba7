using LicenseDashboard.Core.Estate;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Estate;

internal static class EstateTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<OfferedSku>(sku =>
        {
            sku.ToTable("Skus").HasKey(s => s.Key);
            sku.Property(s => s.VendorId).HasMaxLength(128);
            sku.HasIndex(s => new { s.PlatformKey, s.VendorId }).IsUnique();
        });
        model.Entity<Seat>(seat =>
        {
            seat.ToTable("Seats")
                .HasKey(s => new
                {
                    s.PersonKey,
                    s.SkuKey,
                    s.From,
                });
            seat.Property(s => s.From).HasColumnName("HeldFrom");
            seat.Property(s => s.To).HasColumnName("HeldTo");
            seat.HasIndex(s => new { s.SkuKey, s.To });
        });
        model.Entity<Role>(role =>
        {
            role.ToTable("Roles").HasKey(r => r.Key);
            role.Property(r => r.VendorId).HasMaxLength(64);
            role.Property(r => r.Name).HasMaxLength(256);
            role.HasIndex(r => new { r.PlatformKey, r.VendorId }).IsUnique();
        });
        model.Entity<PersonGrant>(grant =>
        {
            grant
                .ToTable("PersonGrants")
                .HasKey(g => new
                {
                    g.PersonKey,
                    g.RoleKey,
                    g.DivisionId,
                });
            grant.Property(g => g.DivisionId).HasMaxLength(64);
            grant.HasIndex(g => g.RoleKey);
        });
        model.Entity<GroupGrant>(grant =>
        {
            grant
                .ToTable("GroupGrants")
                .HasKey(g => new
                {
                    g.GroupKey,
                    g.RoleKey,
                    g.DivisionId,
                });
            grant.Property(g => g.DivisionId).HasMaxLength(64);
        });
    }
}
