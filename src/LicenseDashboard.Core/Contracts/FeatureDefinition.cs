namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// A kind of usage data that the vendor serves separately and completes at its own pace, with its own coverage. Values are the names of
/// the sources in <c>Usage/Streams</c>; a new source brings its own name.
/// </summary>
public static class StreamKind
{
    public const string Conversations = "conversations";
    public const string Evaluations = "evaluations";
    public const string Audits = "audits";

    /// <summary>Feeds no feature; shows who was present.</summary>
    public const string Presence = "presence";
}

/// <summary>Audit entries that count as use: one service, some entities, some actions. <c>*</c> matches any.</summary>
public sealed record AuditMatch
{
    public required string Service { get; init; }

    public required IReadOnlyList<string> Entities { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public bool Matches(string service, string entity, string action) =>
        service == Service && (Entities.Contains("*") || Entities.Contains(entity)) && (Actions.Contains("*") || Actions.Contains(action));
}

/// <summary>Something a license includes and a person may use.</summary>
public sealed record FeatureDefinition
{
    public required string Key { get; init; }

    /// <summary>Length of the window in days, 7–365.</summary>
    public required int Lookback { get; init; }

    /// <summary>Name of the source that shows its use: <see cref="StreamKind"/>.</summary>
    public required string Stream { get; init; }

    /// <summary>Conversations: the media whose handled interactions count.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>Conversations: the metrics whose time counts.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>True if being planned (in a management unit or on a published shift) counts as use.</summary>
    public bool Planned { get; init; }

    public IReadOnlyList<AuditMatch> Audits { get; init; } = [];

    /// <summary>True if the signal usage partly recorded, whatever the organization audits.</summary>
    public bool AlwaysWeak { get; init; }

    /// <summary>Patterns (<c>domain:entity:action</c>) of the permissions that this feature uses.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Reason text when unused according to a strong signal; <c>{n}</c> is replaced by the lookback.</summary>
    public required string Words { get; init; }

    /// <summary>Reason text when unused according to a weak signal.</summary>
    public string? WeakWords { get; init; }

    /// <summary>Reason text when there is no signal.</summary>
    public string? NoSignalWords { get; init; }

    public bool CountsAudit(string service, string entity, string action) => Audits.Any(match => match.Matches(service, entity, action));
}

/// <summary>A policy that keeps features for everyone with exactly this role or title, whether or not they are used.</summary>
public sealed record Pin
{
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Name of a role held directly or by group.</summary>
    public string? Role { get; init; }

    public string? Title { get; init; }
}
