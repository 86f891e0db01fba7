using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LicenseDashboard.Application.Remediation;

internal static class RemediationTables
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<RemediationItem>(item =>
        {
            item.ToTable("Remediations").HasKey(r => r.Id);
            item.Property(r => r.Id).ValueGeneratedNever();
            item.Ignore(r => r.IsRecallable);
            item.Ignore(r => r.IsWritten).Ignore(r => r.IsOpen).Ignore(r => r.IsRestorable).Ignore(r => r.AlreadySent);
            item.Property(r => r.Plan)
                .HasConversion(
                    plan => JsonSerializer.Serialize(plan, RemediationJson.Default.RemediationPlan),
                    json => JsonSerializer.Deserialize(json, RemediationJson.Default.RemediationPlan)!,
                    ValueComparer.CreateDefault<RemediationPlan>(favorStructuralComparisons: false)
                );
            item.Property(r => r.Snapshot)
                .HasConversion(
                    snapshot => JsonSerializer.Serialize(snapshot, RemediationJson.Default.GrantSnapshot),
                    json => JsonSerializer.Deserialize(json, RemediationJson.Default.GrantSnapshot),
                    ValueComparer.CreateDefault<GrantSnapshot?>(favorStructuralComparisons: false)
                );
            item.Property(r => r.SeatBefore).HasMaxLength(400);
            item.Property(r => r.Target).HasMaxLength(400);
            item.Property(r => r.Error).HasMaxLength(1000);
            item.HasIndex(r => r.DueAt);
            item.HasIndex(r => r.PersonKey);
            item.HasIndex(r => r.RecommendationId);
            item.HasIndex(r => new { r.PlatformKey, r.CreatedAt });
            item.HasOne<Recommendation>().WithMany().HasForeignKey(r => r.RecommendationId).OnDelete(DeleteBehavior.Restrict);
        });
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(RemediationPlan))]
[JsonSerializable(typeof(GrantSnapshot))]
internal sealed partial class RemediationJson : JsonSerializerContext;
