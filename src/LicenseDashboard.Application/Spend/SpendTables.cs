using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

internal static class SpendTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Budget>(budget =>
        {
            budget.ToTable("Budgets").HasKey(b => new { b.PlatformKey, b.Year });
            budget.Property(b => b.Currency).HasMaxLength(3);
        });
        model.Entity<SeasonReserve>(reserve =>
        {
            reserve
                .ToTable("SeasonReserves")
                .HasKey(r => new
                {
                    r.PlatformKey,
                    r.Tag,
                    r.Year,
                });
            reserve.Property(r => r.Tag).HasMaxLength(ExemptionTag.MaxName);
            reserve.Property(r => r.Currency).HasMaxLength(3);
        });
    }
}
