using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

internal static class ContractTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Contract>(contract =>
        {
            contract.ToTable("Contracts").HasKey(c => c.Key);
            contract.Ignore(c => c.Terms);
            contract.Property(c => c.Id).HasMaxLength(ContractCheck.MaxId);
            contract.HasIndex(c => new { c.PlatformKey, c.Id }).IsUnique();
        });
        model.Entity<ContractVersion>(version =>
        {
            version.ToTable("ContractVersions").HasKey(v => v.Key);
            version.Ignore(v => v.Terms);
            version.Property(v => v.ContractId).HasMaxLength(ContractCheck.MaxId);
            version.Property(v => v.Actor).HasMaxLength(128);
            version.Property(v => v.ActorName).HasMaxLength(256);
            version
                .HasIndex(v => new
                {
                    v.PlatformKey,
                    v.ContractId,
                    v.Version,
                })
                .IsUnique();
        });
        model.Entity<InvoiceProduct>(product =>
        {
            product.ToTable("InvoiceProducts").HasKey(p => p.Key);
            product.Property(p => p.Product).HasMaxLength(InvoiceProduct.MaxProduct);
            product.Property(p => p.Sku).HasMaxLength(128);
            product.HasIndex(p => new { p.PlatformKey, p.Product }).IsUnique();
        });
    }
}
