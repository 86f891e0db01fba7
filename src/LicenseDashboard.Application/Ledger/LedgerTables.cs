using LicenseDashboard.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ledger;

internal static class LedgerTables
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<LedgerEntry>(entry =>
        {
            entry.ToTable("Ledger").HasKey(e => e.Key);
            entry.Property(e => e.Currency).HasMaxLength(3);
            entry.Property(e => e.Note).HasMaxLength(300);
            entry.HasIndex(e => new { e.PlatformKey, e.Key });
            entry.HasIndex(e => e.RecommendationId);

            // An entry can be taken out only once, even with concurrent writers.
            entry.HasIndex(e => e.Reverses).IsUnique().HasFilter("[Reverses] IS NOT NULL");
        });
}
