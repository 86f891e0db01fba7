using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>
/// What the vendor's what-if answered for a set of roles. Answers are facts of their own: evaluation reads only stored ones.
/// </summary>
public sealed class InferAnswer
{
    public required int PlatformKey { get; init; }

    /// <summary><see cref="RoleSetHash"/> of the role ids.</summary>
    public required string Roles { get; init; }

    /// <summary>Changes when a role of the set or any definition does; then the answer is worth nothing.</summary>
    public required string Basis { get; set; }

    public required List<string> Skus { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; set; }
}

/// <summary>
/// What the last evaluation said of one person, for those lists that show everybody. A finding's own row is the recommendation.
/// </summary>
public sealed class PersonVerdict
{
    public required int PersonKey { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>SKU ids joined by <c>+</c>, base first.</summary>
    public required string Held { get; set; }

    public required string HeldBase { get; set; }

    public required Life Life { get; set; }

    /// <summary>Null when something was found.</summary>
    public required NoFindingReason? NoFinding { get; set; }

    public required string DataNotes { get; set; }

    /// <summary>
    /// A role set that the vendor has not been asked about: the roles held now, else those that the plan leaves; a <see
    /// cref="RoleSetHash"/>. Null when there is nothing to ask.
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
