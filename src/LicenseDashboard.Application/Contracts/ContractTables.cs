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
            contract.Property(c => c.Currency).HasMaxLength(3);
            contract.HasIndex(c => c.PlatformKey).IsUnique();
            contract.HasMany(c => c.Lines).WithOne().HasForeignKey(l => l.ContractKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ContractLine>(line =>
        {
            line.ToTable("ContractLines").HasKey(l => l.Key);
            line.Property(l => l.Sku).HasMaxLength(128);
            line.HasIndex(l => new { l.ContractKey, l.Sku }).IsUnique();
        });
    }
}
