using LicenseDashboard.Core.Notices;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

internal static class NoticeTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Digest>(digest =>
        {
            digest.ToTable("Digests").HasKey(d => d.Id);
            digest.Property(d => d.Id).ValueGeneratedNever();
            digest.Property(d => d.RecipientName).HasMaxLength(256);
            digest.Property(d => d.RecipientMail).HasMaxLength(320);
            digest.Property(d => d.Subject).HasMaxLength(256);
            digest.HasIndex(d => d.CreatedAt);
            digest.HasMany(d => d.Deliveries).WithOne().HasForeignKey(d => d.DigestId).OnDelete(DeleteBehavior.Cascade);
            digest.Navigation(d => d.Deliveries).HasField("_deliveries").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<NoticeDelivery>(delivery =>
        {
            delivery.ToTable("NoticeDeliveries").HasKey(d => d.Key);
            delivery.Property(d => d.Error).HasMaxLength(500);
            delivery.HasIndex(d => new { d.Status, d.DueAt });
        });

        // No foreign keys to the digest: digests are deleted after a while, but the record that one was sent is kept.
        model.Entity<SeatNotice>(notice =>
        {
            notice.ToTable("SeatNotices").HasKey(n => new { n.RecommendationId, n.Step });
        });
        model.Entity<ReviewNotice>(notice =>
        {
            notice
                .ToTable("ReviewNotices")
                .HasKey(n => new
                {
                    n.ReviewId,
                    n.Kind,
                    n.RecipientKey,
                });
        });
    }
}
