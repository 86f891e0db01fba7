using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LicenseDashboard.Application.Exemptions;

internal static class ExemptionTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ExemptionTag>(tag =>
        {
            tag.ToTable("ExemptionTags").HasKey(t => t.Key);
            tag.Ignore(t => t.IsBuiltIn).Ignore(t => t.ApprovedBudget).Ignore(t => t.Terms);
            tag.Property(t => t.Name).HasMaxLength(ExemptionTag.MaxName);
            tag.Property(t => t.Description).HasMaxLength(TagTerms.MaxDescription);
            tag.Property(t => t.Season).HasConversion<SeasonConverter>().HasMaxLength(11);
            tag.Property(t => t.BudgetOwner).HasMaxLength(200);
            tag.Property(t => t.BudgetCurrency).HasMaxLength(3);
            tag.HasIndex(t => new { t.PlatformKey, t.Name }).IsUnique();
        });
        model.Entity<Exemption>(exemption =>
        {
            exemption.ToTable("Exemptions").HasKey(e => e.Key);
            exemption.Ignore(e => e.Terms);
            exemption.Property(e => e.Tag).HasMaxLength(ExemptionTag.MaxName);
            exemption.Property(e => e.From).HasColumnName("ProtectedFrom");
            exemption.Property(e => e.To).HasColumnName("ProtectedTo");
            exemption.Property(e => e.Why).HasMaxLength(ExemptionTerms.MaxWhy);
            exemption.Property(e => e.FallbackControl).HasMaxLength(ExemptionTerms.MaxWhy);
            exemption.Property(e => e.Approver).HasMaxLength(ExemptionTerms.MaxApprover);
            exemption.Property(e => e.SetBy).HasMaxLength(128);
            exemption.Property(e => e.SetByName).HasMaxLength(256);
            exemption.HasIndex(e => e.Id).IsUnique();
            exemption
                .HasIndex(e => new
                {
                    e.PersonKey,
                    e.Tag,
                    e.Source,
                })
                .IsUnique();
            exemption.HasIndex(e => new { e.Tag, e.PersonKey });
            exemption.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<LeaveEnd>(end =>
        {
            end.ToTable("LeaveEnds").HasKey(e => e.PersonKey);
            end.Property(e => e.PersonKey).ValueGeneratedNever();
            end.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ExemptionRule>(rule =>
        {
            rule.ToTable("ExemptionRules").HasKey(r => r.Key);
            rule.Ignore(r => r.Condition);
            rule.Property(r => r.Tag).HasMaxLength(ExemptionTag.MaxName);
            rule.Property(r => r.Value).HasMaxLength(ExemptionRule.MaxValue);
            rule.Property(r => r.Why).HasMaxLength(ExemptionTerms.MaxWhy);
            rule.Property(r => r.SetBy).HasMaxLength(128);
            rule.Property(r => r.SetByName).HasMaxLength(256);
            rule.HasIndex(r => r.Id).IsUnique();
            rule.HasIndex(r => new { r.PlatformKey, r.Tag });
        });
    }

    private sealed class SeasonConverter() : ValueConverter<Season, string>(season => season.ToString(), text => Read(text))
    {
        private static Season Read(string text) =>
            Season.Parse(text) ?? throw new InvalidOperationException($"\"{text}\" is not a season.");
    }
}
