using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>The vendor's infer answer for a role set. Stored as facts, because the evaluation reads only stored answers.</summary>
public sealed class InferAnswer
{
    public required int PlatformKey { get; init; }

    /// <summary><see cref="RoleSetHash"/> of the role IDs.</summary>
    public required string Roles { get; init; }

    /// <summary>Changes when a role of the set or any definition changes; the answer is then invalid.</summary>
    public required string Basis { get; set; }

    public required List<string> Skus { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; set; }
}

/// <summary>
/// The result of the last evaluation for one person, for lists that show everybody. A finding is stored as a recommendation.
/// </summary>
public sealed class PersonVerdict
{
    public required int PersonKey { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>SKU IDs joined by <c>+</c>, base first.</summary>
    public required string Held { get; set; }

    public required string HeldBase { get; set; }

    public required Life Life { get; set; }

    /// <summary>Null if something was found.</summary>
    public required NoFindingReason? NoFinding { get; set; }

    public required string DataNotes { get; set; }

    /// <summary>
    /// The <see cref="RoleSetHash"/> of a role set that the vendor has not been asked about: the current roles, otherwise those the plan
    /// leaves. Null if there is none.
    /// </summary>
    public string? UnconfirmedRoles { get; set; }
}

internal static class RightsizingTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<InferAnswer>(answer =>
        {
            answer.ToTable("InferAnswers").HasKey(a => new { a.PlatformKey, a.Roles });
            answer.Property(a => a.Roles).HasMaxLength(64);
            answer.Property(a => a.Basis).HasMaxLength(64);
        });
        model.Entity<PersonVerdict>(verdict =>
        {
            verdict.ToTable("PersonVerdicts").HasKey(v => v.PersonKey);
            verdict.Property(v => v.PersonKey).ValueGeneratedNever();
            verdict.Property(v => v.Held).HasMaxLength(400);
            verdict.Property(v => v.HeldBase).HasMaxLength(128);
            verdict.Property(v => v.DataNotes).HasMaxLength(1000);
            verdict.Property(v => v.UnconfirmedRoles).HasMaxLength(64);
            verdict.HasIndex(v => v.PlatformKey);
        });
    }
}
