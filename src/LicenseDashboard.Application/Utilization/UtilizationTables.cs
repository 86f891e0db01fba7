using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>Where a person was at the last report. Written by the leading instance, read by all.</summary>
public sealed class LivePresence
{
    public required int PersonKey { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary><see cref="PresenceKind"/> as a number.</summary>
    public required int Presence { get; init; }

    /// <summary>Milliseconds since 1970 UTC; 0 if never reported.</summary>
    public required long PresenceSince { get; init; }

    /// <summary><see cref="RoutingKind"/> as a number.</summary>
    public required int Routing { get; init; }

    public required long RoutingSince { get; init; }

    /// <summary><see cref="LiveFeedState.Tick"/> of the write.</summary>
    public required long Tick { get; init; }
}

/// <summary>What the live feed of one platform knows, for all instances. One row per platform.</summary>
public sealed class LiveFeedState
{
    public required int PlatformKey { get; init; }

    /// <summary>The instance that leads. An instance that finds another name here has been replaced and stops writing.</summary>
    public string Leader { get; set; } = "";

    /// <summary>Grows with every change of people, totals, alerts or levels.</summary>
    public long Tick { get; set; }

    /// <summary>UTC time of the last totals; null if there were none.</summary>
    public DateTime? CountsAt { get; set; }

    public int SignedIn { get; set; }

    public int OnQueue { get; set; }

    public int IdleAtKeyboard { get; set; }

    /// <summary>Null if the vendor counted no routing status.</summary>
    public int? Waiting { get; set; }

    /// <summary>Why the last question for totals failed, in plain words; null while it works.</summary>
    public string? CountsFailure { get; set; }

    /// <summary>UTC start of the last complete sweep; null if there was none.</summary>
    public DateTime? SweptAt { get; set; }

    /// <summary>Seconds between sweeps at the current size.</summary>
    public int SweepSeconds { get; set; }

    public string? SweepFailure { get; set; }

    public LivePushState Push { get; set; }

    /// <summary>UTC time of the last change of <see cref="Push"/>.</summary>
    public DateTime? PushSince { get; set; }

    public string? PushFailure { get; set; }

    /// <summary>UTC time up to which open sockets vouch for everyone's presence; null if they don't.</summary>
    public DateTime? PushedAt { get; set; }

    /// <summary>UTC time since when the feed was to run: what was never known is unknown since then.</summary>
    public DateTime? BegunAt { get; set; }

    public long UnknownEvents { get; set; }

    /// <summary>UTC time up to which alerts were judged without a gap; null if never.</summary>
    public DateTime? JudgedAt { get; set; }

    /// <summary><see cref="Tick"/> of the last change of an alert.</summary>
    public long AlertTick { get; set; }

    /// <summary><see cref="Tick"/> of the last write of levels.</summary>
    public long LevelTick { get; set; }

    internal LiveFeedState Copy() => (LiveFeedState)MemberwiseClone();
}

/// <summary>The levels of one local day, SKU and division.</summary>
public sealed class UtilizationLevel
{
    /// <summary>All people, with or without a license.</summary>
    public const int AllSkus = 0;

    /// <summary>The whole organization, by the vendor's own totals. 0 stands for people without a division.</summary>
    public const int AllDivisions = -1;

    public required int PlatformKey { get; init; }

    /// <summary>Local day, as in facts.</summary>
    public required int Day { get; init; }

    public required int SkuKey { get; init; }

    public required int DivisionKey { get; init; }

    /// <summary><see cref="Levels.Pack"/>.</summary>
    public required byte[] Packed { get; set; }
}

internal static class UtilizationTables
{
    /// <summary>As used by bulk writes.</summary>
    public static readonly BulkShape Presence = new(
        "LivePresence",
        [
            new(nameof(LivePresence.PersonKey), IsKey: true),
            new(nameof(LivePresence.PlatformKey)),
            new(nameof(LivePresence.Presence)),
            new(nameof(LivePresence.PresenceSince)),
            new(nameof(LivePresence.Routing)),
            new(nameof(LivePresence.RoutingSince)),
            new(nameof(LivePresence.Tick)),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkTable<UtilizationLevel> Levels = new(l => new
    {
        l.PlatformKey,
        l.Day,
        l.SkuKey,
        l.DivisionKey,
    });

    public static void Configure(ModelBuilder model)
    {
        model.Entity<LivePresence>(presence =>
        {
            presence.ToTable("LivePresence").HasKey(p => p.PersonKey);
            presence.Property(p => p.PersonKey).ValueGeneratedNever();
            presence.HasIndex(p => new { p.PlatformKey, p.Tick });
            presence.HasOne<Person>().WithOne().HasForeignKey<LivePresence>(p => p.PersonKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<LiveFeedState>(feed =>
        {
            feed.ToTable("LiveFeeds").HasKey(f => f.PlatformKey);
            feed.Property(f => f.PlatformKey).ValueGeneratedNever();
            feed.Property(f => f.Leader).HasMaxLength(64).IsConcurrencyToken();
            feed.Property(f => f.CountsFailure).HasMaxLength(500);
            feed.Property(f => f.SweepFailure).HasMaxLength(500);
            feed.Property(f => f.PushFailure).HasMaxLength(500);
            feed.HasOne<Platform>().WithOne().HasForeignKey<LiveFeedState>(f => f.PlatformKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<UtilizationLevel>(level =>
            level
                .ToTable("UtilizationLevels")
                .Clustered()
                .HasKey(l => new
                {
                    l.PlatformKey,
                    l.Day,
                    l.SkuKey,
                    l.DivisionKey,
                })
        );
        model.Entity<PoolAlert>(alert =>
        {
            alert.ToTable("PoolAlerts").HasKey(a => a.Key);
            alert.Property(a => a.Sku).HasMaxLength(128);

            // The database allows only one open alert per pool and threshold, even with two leaders.
            alert
                .HasIndex(a => new
                {
                    a.PlatformKey,
                    a.Sku,
                    a.DivisionKey,
                    a.Threshold,
                })
                .IsUnique()
                .HasFilter("[ClearedAt] IS NULL");
            alert.HasIndex(a => new { a.PlatformKey, a.RaisedAt });
        });
    }
}
