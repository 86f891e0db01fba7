using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Usage;

/// <summary>The fact tables as used by bulk writes; a test compares them with the model.</summary>
internal static class FactShapes
{
    public static readonly BulkShape UsageDays = new(
        "UsageDays",
        [
            Key(nameof(UsageDay.Day)),
            Key(nameof(UsageDay.PersonKey)),
            Key(nameof(UsageDay.FeatureKey)),
            new(nameof(UsageDay.Count)),
            new(nameof(UsageDay.Seconds)),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkShape FeatureUses = new(
        "FeatureUses",
        [
            Key(nameof(FeatureUse.PersonKey)),
            Key(nameof(FeatureUse.FeatureKey)),
            new(nameof(FeatureUse.LastUsedOn)),
            new(nameof(FeatureUse.FirstUsedOn)),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkShape PresenceSessions = new(
        "PresenceSessions",
        [
            Key(nameof(PresenceSession.Start)),
            Key(nameof(PresenceSession.PersonKey)),
            new(nameof(PresenceSession.End)),
            new(nameof(PresenceSession.IdleTail)),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkShape PersonDays = new(
        "PersonDays",
        [
            Key(nameof(Core.Usage.PersonDays.PersonKey)),
            new(nameof(Core.Usage.PersonDays.LastDay)),
            new(nameof(Core.Usage.PersonDays.Recent)),
            new(nameof(Core.Usage.PersonDays.Earlier)),
            new(nameof(Core.Usage.PersonDays.FirstPresentOn)),
            new(nameof(Core.Usage.PersonDays.LastOnQueueOn), Nullable: true),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkShape OpenStretches = new(
        "OpenStretches",
        [
            Key(nameof(OpenStretch.PersonKey)),
            Key(nameof(OpenStretch.Start)),
            new(nameof(OpenStretch.Kind)),
            new(nameof(OpenStretch.End), Nullable: true),
        ]
    )
    {
        IsWholeRow = true,
    };

    public static readonly BulkShape Coverage = new(
        "Coverage",
        [Key(nameof(Core.Usage.Coverage.StreamKey)), Key(nameof(Core.Usage.Coverage.Day)), Key(nameof(Core.Usage.Coverage.DivisionKey))]
    );

    public static readonly BulkShape LogInDays = new("LogInDays", [Key(nameof(LogInDay.Day)), Key(nameof(LogInDay.PersonKey))]);

    public static IReadOnlyList<BulkShape> All =>
        [UsageDays, FeatureUses, PresenceSessions, PersonDays, OpenStretches, Coverage, LogInDays];

    private static BulkColumn Key(string name) => new(name, IsKey: true);
}
