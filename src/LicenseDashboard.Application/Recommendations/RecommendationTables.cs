using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The evidence of one row, in a separate table because a page of the list never reads it.</summary>
public sealed class StoredEvidence
{
    public required RecommendationId RecommendationId { get; init; }

    /// <summary>The <see cref="Evidence"/> as JSON.</summary>
    public required string Json { get; set; }
}

internal static class RecommendationTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Recommendation>(row =>
        {
            row.ToTable("Recommendations").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Ignore(r => r.ListSaving).Ignore(r => r.IsLive).Ignore(r => r.VersionedBy);
            row.Property(r => r.LaneNote).HasMaxLength(500);
            row.Property(r => r.StatusNote).HasMaxLength(500);
            row.Property(r => r.Held).HasMaxLength(400);
            row.Property(r => r.HeldBase).HasMaxLength(128);
            row.Property(r => r.Target).HasMaxLength(400);
            row.Property(r => r.Reason).HasMaxLength(500);
            row.Property(r => r.Currency).HasMaxLength(3);
            row.Property(r => r.CashNote).HasMaxLength(300);
            row.Property(r => r.EvidenceHash).HasMaxLength(64);
            row.Property(r => r.VendorId).HasMaxLength(64);
            row.Property(r => r.Name).HasMaxLength(256);
            row.Property(r => r.Email).HasMaxLength(320);
            row.Property(r => r.ManagerName).HasMaxLength(256);
            row.Property(r => r.Division).HasMaxLength(256);
            row.Property(r => r.SearchText).HasMaxLength(1100);
            row.Property(r => r.DecidedBy).HasMaxLength(128);
            row.Property(r => r.DecidedByName).HasMaxLength(256);
            row.Property(r => r.Justification).HasMaxLength(Justification.MaxLength);

            // The database allows only one live row per person, even with concurrent writers.
            row.HasIndex(r => r.PersonKey)
                .IsUnique()
                .HasFilter("[Status] IN ('Open', 'Approved')")
                .HasDatabaseName("IX_Recommendations_OneLivePerPerson");
            row.HasIndex(r => new
            {
                r.PersonKey,
                r.Kind,
                r.SuppressedUntil,
            });

            // The initial sort order of the table, including ties.
            row.HasIndex(r => new
                {
                    r.Status,
                    r.ListSavingMicros,
                    r.Id,
                })
                .IsDescending(false, true, false);

            // Counts and totals of a tab are read from this index alone: already grouped for viewers who see everyone, by position for
            // managers.
            row.HasIndex(r => new
                {
                    r.PlatformKey,
                    r.Position,
                    r.Status,
                    r.Kind,
                    r.Lane,
                    r.Currency,
                    r.ListSavingMicros,
                })
                .HasDatabaseName("IX_Recommendations_Line");
            row.HasIndex(r => new
                {
                    r.Status,
                    r.Lane,
                    r.Currency,
                    r.Kind,
                    r.PlatformKey,
                    r.Position,
                    r.ListSavingMicros,
                })
                .HasDatabaseName("IX_Recommendations_Totals");
            row.HasMany(r => r.Decisions).WithOne().HasForeignKey(d => d.RecommendationId).OnDelete(DeleteBehavior.Cascade);
            row.Navigation(r => r.Decisions).HasField("_decisions").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<Decision>(decision =>
        {
            decision.ToTable("Decisions").HasKey(d => d.Key);
            decision.Property(d => d.By).HasColumnName("DecidedBy").HasMaxLength(128);
            decision.Property(d => d.ByName).HasMaxLength(256);
            decision.Property(d => d.Justification).HasMaxLength(Justification.MaxLength);
            decision.Property(d => d.Until).HasColumnName("SuppressedUntil");
        });
        model.Entity<ReclamationCase>(reclamation =>
        {
            reclamation.ToTable("ReclamationCases").HasKey(c => c.RecommendationId);
            reclamation.Property(c => c.RecommendationId).ValueGeneratedNever();
            reclamation.Property(c => c.VendorReason).HasMaxLength(32);
            reclamation
                .HasOne<Recommendation>()
                .WithOne()
                .HasForeignKey<ReclamationCase>(c => c.RecommendationId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredEvidence>(evidence =>
        {
            evidence.ToTable("RecommendationEvidence").HasKey(e => e.RecommendationId);
            evidence.Property(e => e.RecommendationId).ValueGeneratedNever();
            evidence
                .HasOne<Recommendation>()
                .WithOne()
                .HasForeignKey<StoredEvidence>(e => e.RecommendationId)
                .OnDelete(DeleteBehavior.Cascade);
        });
    }
}
