using LicenseDashboard.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Jobs;

internal static class JobTables
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<JobRun>(run =>
        {
            run.ToTable("JobRuns").HasKey(r => r.Id);
            run.Property(r => r.Job).HasMaxLength(32);
            run.Property(r => r.Step).HasMaxLength(256);
            run.Property(r => r.Summary).HasMaxLength(1000);
            run.Property(r => r.Failure).HasMaxLength(2000);

            // Makes a scheduled run happen once, no matter which instance schedules it.
            run.HasIndex(r => new
                {
                    r.Job,
                    r.PlatformKey,
                    r.DueOn,
                })
                .IsUnique();
            run.HasIndex(r => new
                {
                    r.Job,
                    r.PlatformKey,
                    r.Follows,
                })
                .IsUnique();
            run.HasIndex(r => r.StartedAt);
        });
}
