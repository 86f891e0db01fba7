using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>Facts are clustered on their key, day first: with the user first, each added day would rewrite history.</summary>
internal static class UsageTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<UsageFeature>(feature =>
        {
            feature.ToTable("Features").HasKey(f => f.Key);
            feature.Property(f => f.Name).HasMaxLength(64);
            feature.HasIndex(f => new { f.PlatformKey, f.Name }).IsUnique();
        });
        model.Entity<UsageDay>(day =>
            day.ToTable("UsageDays")
                .Clustered()
                .HasKey(d => new
                {
                    d.Day,
                    d.PersonKey,
                    d.FeatureKey,
                })
        );
        model.Entity<FeatureUse>(use => use.ToTable("FeatureUses").Clustered().HasKey(u => new { u.PersonKey, u.FeatureKey }));
        model.Entity<PersonDays>(days =>
        {
            days.ToTable("PersonDays").HasKey(d => d.PersonKey);
            days.Property(d => d.PersonKey).ValueGeneratedNever();
        });
        model.Entity<PresenceSession>(session => session.ToTable("PresenceSessions").Clustered().HasKey(s => new { s.Start, s.PersonKey }));
        model.Entity<LogInDay>(day => day.ToTable("LogInDays").Clustered().HasKey(d => new { d.Day, d.PersonKey }));
        model.Entity<OpenStretch>(stretch => stretch.ToTable("OpenStretches").Clustered().HasKey(s => new { s.PersonKey, s.Start }));
        model.Entity<StreamStatus>(stream =>
        {
            stream.ToTable("Streams").HasKey(s => s.Key);
            stream.Property(s => s.Name).HasMaxLength(96);
            stream.Property(s => s.Failure).HasMaxLength(2000);
            stream.HasIndex(s => new { s.PlatformKey, s.Name }).IsUnique();
        });
        model.Entity<PlannedWeek>(week => week.ToTable("PlannedWeeks").Clustered().HasKey(w => new { w.PersonKey, w.Week }));
        model.Entity<UncoveredDivision>(division => division.ToTable("UncoveredDivisions").HasKey(d => new { d.StreamKey, d.DivisionKey }));
        model.Entity<IdleDivision>(division =>
        {
            division.ToTable("IdleDivisions").HasKey(d => d.DivisionKey);
            division.Property(d => d.DivisionKey).ValueGeneratedNever();
            division.Property(d => d.MarkedBy).HasMaxLength(256);
        });
        model.Entity<Coverage>(coverage =>
            coverage
                .ToTable("Coverage")
                .Clustered()
                .HasKey(c => new
                {
                    c.StreamKey,
                    c.Day,
                    c.DivisionKey,
                })
        );
    }
}
