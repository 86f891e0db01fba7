using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Serializes leavers: updating it first in a transaction makes others wait until the commit, so that two never count the same hour.
/// </summary>
internal sealed class LeaverGate
{
    public const int OnlyKey = 1;

    public int Key { get; init; } = OnlyKey;

    public long Reports { get; set; }

    public static Task EnterAsync(LicenseDb db, CancellationToken ct) =>
        db.Set<LeaverGate>().ExecuteUpdateAsync(set => set.SetProperty(gate => gate.Reports, gate => gate.Reports + 1), ct);
}

internal static class LeaverTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Leaver>(leaver =>
        {
            leaver.ToTable("Leavers").HasKey(l => l.Id);
            leaver.Property(l => l.Id).ValueGeneratedNever();
            leaver.Ignore(l => l.IsLive);
            leaver.Property(l => l.ReportedBy).HasMaxLength(128);
            leaver.Property(l => l.Note).HasMaxLength(500);
            leaver.Property(l => l.Said).HasMaxLength(LeaverWord.MaxSaid);
            leaver.HasIndex(l => new { l.PlatformKey, l.PassedAt });
            leaver.HasIndex(l => l.Status);
            leaver.HasIndex(l => l.PersonKey);
            leaver.HasIndex(l => l.IdentityKey);
        });
        model.Entity<LeaverCandidate>(candidate => candidate.ToTable("LeaverCandidates").HasKey(c => new { c.LeaverId, c.PersonKey }));
        model.Entity<LeaverGate>(gate =>
        {
            gate.ToTable("LeaverGate").HasKey(g => g.Key);
            gate.Property(g => g.Key).ValueGeneratedNever();
            gate.HasData(new LeaverGate { Key = LeaverGate.OnlyKey, Reports = 0 });
        });
    }
}
