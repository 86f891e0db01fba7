using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Platforms;

internal static class PlatformTables
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<Platform>(platform =>
        {
            platform.ToTable("Platforms").HasKey(p => p.Key);
            platform.Property(p => p.Name).HasMaxLength(64);
            platform.Property(p => p.Vendor).HasMaxLength(32);
            platform.Property(p => p.TimeZone).HasMaxLength(64);
            platform.HasIndex(p => p.Name).IsUnique();
            platform.Ignore(p => p.Zone);
        });
}
