using LicenseDashboard.Core.Invoices;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

internal static class InvoiceTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Invoice>(invoice =>
        {
            invoice.ToTable("Invoices").HasKey(i => i.Key);
            invoice.Property(i => i.Number).HasMaxLength(Invoice.MaxNumber);
            invoice.Property(i => i.Currency).HasMaxLength(3);
            invoice.Property(i => i.ReceivedBy).HasMaxLength(128);
            invoice.Property(i => i.First).HasColumnName("FirstDay");
            invoice.Property(i => i.Last).HasColumnName("LastDay");
            invoice.HasIndex(i => i.Id).IsUnique();
            invoice
                .HasIndex(i => new
                {
                    i.PlatformKey,
                    i.Number,
                    i.Revision,
                })
                .IsUnique();
            invoice.HasIndex(i => new { i.PlatformKey, i.Month });
            invoice.HasMany(i => i.Lines).WithOne().HasForeignKey(l => l.InvoiceKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<InvoiceLine>(line =>
        {
            line.ToTable("InvoiceLines").HasKey(l => new { l.InvoiceKey, l.Position });
            line.Property(l => l.Product).HasMaxLength(InvoiceLine.MaxProduct);
            line.Property(l => l.Sku).HasMaxLength(128);
        });
        model.Entity<VendorBilling>(billing =>
        {
            billing.ToTable("VendorBilling").HasKey(b => b.PlatformKey);
            billing.Property(b => b.PlatformKey).ValueGeneratedNever();
            billing.Property(b => b.Refusal).HasMaxLength(1000);
        });
    }
}
