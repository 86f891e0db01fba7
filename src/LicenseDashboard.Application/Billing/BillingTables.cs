using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>Kept bills, clustered by platform and month: a page of Spend reads whole months.</summary>
internal static class BillingTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<BilledMonth>(month =>
        {
            month
                .ToTable("BilledMonths")
                .HasKey(m => new
                {
                    m.PlatformKey,
                    m.Month,
                    m.Kind,
                });
            month.Property(m => m.Currency).HasMaxLength(3);
            month.Property(m => m.Digest).HasMaxLength(64);
            month.Property(m => m.PostedDigest).HasMaxLength(80);
        });
        model.Entity<BilledLine>(line =>
        {
            line.ToTable("BilledLines")
                .HasKey(l => new
                {
                    l.PlatformKey,
                    l.Month,
                    l.Kind,
                    l.Contract,
                    l.Sku,
                });
            line.Property(l => l.Contract).HasMaxLength(64);
            line.Property(l => l.Sku).HasMaxLength(128);
            line.Property(l => l.First).HasColumnName("FirstDay");
            line.Property(l => l.Last).HasColumnName("LastDay");
        });
        model.Entity<PersonCost>(cost =>
        {
            cost.ToTable("PersonCosts")
                .Clustered()
                .HasKey(c => new
                {
                    c.PlatformKey,
                    c.Month,
                    c.PersonKey,
                    c.Sku,
                });
            cost.Property(c => c.Sku).HasMaxLength(128);
        });
        model.Entity<DepartmentCost>(cost =>
        {
            cost.ToTable("DepartmentCosts")
                .Clustered()
                .HasKey(c => new
                {
                    c.PlatformKey,
                    c.Month,
                    c.Department,
                    c.Sku,
                });
            cost.Property(c => c.Sku).HasMaxLength(128);
            cost.Property(c => c.Department).HasMaxLength(256);
        });
        model.Entity<ManagerCost>(cost =>
        {
            cost.ToTable("ManagerCosts")
                .Clustered()
                .HasKey(c => new
                {
                    c.PlatformKey,
                    c.ManagerKey,
                    c.Month,
                    c.Sku,
                });
            cost.Property(c => c.Sku).HasMaxLength(128);
        });
        model.Entity<RowSaving>(saving => saving.ToTable("RowSavings").Clustered().HasKey(s => new { s.RecommendationId, s.Month }));
        model.Entity<SeasonTrueUp>(trueUp =>
        {
            trueUp.ToTable("SeasonTrueUps").HasKey(t => new { t.PlatformKey, t.Tag });
            trueUp.Property(t => t.Tag).HasMaxLength(ExemptionTag.MaxName);
            trueUp.Property(t => t.First).HasColumnName("FirstDay");
        });
        model.Entity<CashStaging>(staging =>
        {
            staging.ToTable("CashStaging").HasKey(s => s.RecommendationId);
            staging.Property(s => s.RecommendationId).ValueGeneratedNever();
            staging.Property(s => s.CashNote).HasMaxLength(300);
        });
    }
}
