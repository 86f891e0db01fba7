using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LicenseDashboard.Application.Persistence;

/// <summary>
/// Increments the version of changed rows. SQLite has no row version; <c>ExecuteUpdate</c> bypasses this and must set it.
/// </summary>
internal sealed class Versions : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        CountUp(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        CountUp(eventData.Context);
        return new(result);
    }

    public static void MarkTokens(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            model.Entity(type.ClrType).Property<int>(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    private static void CountUp(DbContext? db)
    {
        if (db is null)
        {
            return;
        }

        foreach (
            var entry in db.ChangeTracker.Entries<IVersioned>().Where(entry => entry.State == EntityState.Modified && MakesVersion(entry))
        )
        {
            // From the original value, so that a retried save doesn't increment twice.
            var version = entry.Property<int>(nameof(IVersioned.Version));
            version.CurrentValue = version.OriginalValue + 1;
        }
    }

    private static bool MakesVersion(EntityEntry<IVersioned> entry)
    {
        var names = entry.Entity.VersionedBy;
        return names.Count == 0
            || names.Any(name =>
                entry.Member(name) switch
                {
                    ComplexPropertyEntry complex => complex.IsModified,
                    { } member => member.IsModified,
                }
            );
    }
}
