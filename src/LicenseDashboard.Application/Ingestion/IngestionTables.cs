using LicenseDashboard.Core.Ingestion;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

internal static class IngestionTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ImportRun>(run =>
        {
            run.ToTable("ImportRuns").HasKey(r => r.Id);
            run.Property(r => r.Kind).HasMaxLength(32);
            run.Property(r => r.Step).HasMaxLength(256);
            run.Property(r => r.Failure).HasMaxLength(2000);
            run.HasIndex(r => new { r.PlatformKey, r.StartedAt });
        });
        model.Entity<PlatformCheck>(check =>
        {
            check.ToTable("PlatformChecks").HasKey(c => c.PlatformKey);
            check.Property(c => c.PlatformKey).ValueGeneratedNever();

            // If two start at once, only one gets the row.
            check.Property(c => c.Run).IsConcurrencyToken();
            check.Property(c => c.StartedBy).HasMaxLength(256);
            check.Property(c => c.ReportedBy).HasMaxLength(256);
            check.Property(c => c.Failure).HasMaxLength(2000);
        });
        model.Entity<RefusedList>(list =>
        {
            list.ToTable("RefusedLists").HasKey(l => new { l.Run, l.List });
            list.Property(l => l.List).HasMaxLength(64);
            list.Property(l => l.AcceptedBy).HasMaxLength(128);
            list.HasIndex(l => l.PlatformKey);
        });
    }
}
