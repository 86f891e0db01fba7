using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Platforms;

internal static class PlatformTables
{
    public const int MostRoute = 128;
    public const int MostError = 500;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Platform>(platform =>
        {
            platform.ToTable("Platforms").HasKey(p => p.Key);
            platform.Property(p => p.Name).HasMaxLength(64);
            platform.Property(p => p.Vendor).HasMaxLength(32);
            platform.Property(p => p.TimeZone).HasMaxLength(64);
            platform.HasIndex(p => p.Name).IsUnique();
            platform.Ignore(p => p.Zone);
        });
        model.Entity<OutageReport>(report =>
        {
            report.ToTable("OutageReports").HasKey(r => new { r.PlatformKey, r.Instance });
            report.Property(r => r.Route).HasMaxLength(MostRoute);
            report.Property(r => r.Error).HasMaxLength(MostError);
        });
    }
}
