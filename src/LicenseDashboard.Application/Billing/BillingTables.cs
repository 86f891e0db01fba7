using LicenseDashboard.Core.Billing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

internal static class BillingTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<KeptBill>(bill =>
        {
            bill.ToTable("Bills")
                .HasKey(b => new
                {
                    b.PlatformKey,
                    b.Month,
                    b.Kind,
                });
            bill.Property(b => b.Currency).HasMaxLength(3);
        });
        model.Entity<KeptBillLine>(line =>
        {
            line.ToTable("BillLines")
                .HasKey(l => new
                {
                    l.PlatformKey,
                    l.Month,
                    l.Kind,
                    l.ContractKey,
                    l.Sku,
                });
            line.Property(l => l.Sku).HasMaxLength(128);
        });
        model.Entity<PersonCharge>(charge =>
        {
            charge
                .ToTable("PersonCharges")
                .HasKey(c => new
                {
                    c.Month,
                    c.PersonKey,
                    c.SkuKey,
                });
        });
        model.Entity<DepartmentSpend>(spend =>
        {
            spend
                .ToTable("SpendByDepartment")
                .HasKey(s => new
                {
                    s.PlatformKey,
                    s.Month,
                    s.SkuKey,
                    s.Department,
                });
            spend.Property(s => s.Department).HasMaxLength(256);
        });
        model.Entity<ManagerSpend>(spend =>
        {
            spend
                .ToTable("SpendByManager")
                .HasKey(s => new
                {
                    s.PlatformKey,
                    s.Month,
                    s.ManagerKey,
                    s.SkuKey,
                });
        });
    }
}
