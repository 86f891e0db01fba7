using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

internal static class ExemptionTables
{
    public static void Configure(ModelBuilder model) => model.Entity<Exemption>(exemption =>
    {
        exemption.ToTable("Exemptions").HasKey(e => e.Key);
        exemption.Property(e => e.Tag).HasMaxLength(64);
        exemption.Property(e => e.From).HasColumnName("ProtectedFrom");
        exemption.Property(e => e.To).HasColumnName("ProtectedTo");
        exemption.Property(e => e.SetBy).HasMaxLength(128);
        exemption.Property(e => e.Note).HasMaxLength(500);
        exemption.HasIndex(e => e.PersonKey);
    });
}
