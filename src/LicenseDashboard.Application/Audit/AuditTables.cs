using LicenseDashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Audit;

/// <summary>
/// The last number assigned. Updating it first in a transaction locks the row until the commit, so numbers have neither gaps nor
/// duplicates.
/// </summary>
internal sealed class AuditHead
{
    public const int OnlyKey = 1;

    public int Key { get; init; } = OnlyKey;

    public long Sequence { get; set; }
}

/// <summary>
/// The name behind an actor of the audit, as it was when they last acted. The audit itself holds no names, so this is the one place to
/// erase it.
/// </summary>
internal sealed class AuditActor
{
    public required string Actor { get; init; }

    public required string Name { get; set; }
}

internal static class AuditTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("Audit").HasKey(e => e.Sequence);
            entry.Property(e => e.Sequence).ValueGeneratedNever();
            entry.Property(e => e.Actor).HasMaxLength(128);
            entry.Property(e => e.Action).HasMaxLength(64);
            entry.Property(e => e.Subject).HasMaxLength(128);
            entry.Property(e => e.From).HasColumnName("StateBefore").HasMaxLength(256);
            entry.Property(e => e.To).HasColumnName("StateAfter").HasMaxLength(256);
            entry.HasIndex(e => e.Subject);
            entry.HasIndex(e => e.PersonKey);
        });
        model.Entity<AuditActor>(actor =>
        {
            actor.ToTable("AuditActors").HasKey(a => a.Actor);
            actor.Property(a => a.Actor).HasMaxLength(128);
            actor.Property(a => a.Name).HasMaxLength(256);
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("AuditHead").HasKey(h => h.Key);
            head.Property(h => h.Key).ValueGeneratedNever();
            head.HasData(new AuditHead { Key = AuditHead.OnlyKey, Sequence = 0 });
        });
    }
}
