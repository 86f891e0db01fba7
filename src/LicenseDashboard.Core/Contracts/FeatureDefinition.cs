namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// What the vendor serves apart and completes at its own pace; coverage is kept for each. The names of the sources in <c>Usage/Streams</c>:
/// a source that is added there names itself.
/// </summary>
public static class StreamKind
{
    public const string Conversations = "conversations";
    public const string Evaluations = "evaluations";
    public const string Audits = "audits";

    /// <summary>No feature comes from it: it says who was there.</summary>
    public const string Presence = "presence";
}

/// <summary>Audit entries that count: one service, some entities, some actions; <c>*</c> stands for any.</summary>
public sealed record AuditMatch
{
    public required string Service { get; init; }

    public required IReadOnlyList<string> Entities { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public bool Matches(string service, string entity, string action) =>
        service == Service && (Entities.Contains("*") || Entities.Contains(entity)) && (Actions.Contains("*") || Actions.Contains(action));
}

/// <summary>Something a licence gives and a person uses or not.</summary>
public sealed record FeatureDefinition
{
    public required string Key { get; init; }

    /// <summary>Days of the window; 7–365.</summary>
    public required int Lookback { get; init; }

    /// <summary>Name of the source of its use: <see cref="StreamKind"/>.</summary>
    public required string Stream { get; init; }

    /// <summary>Conversations: the media whose handled interactions count.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>Conversations: the metrics whose time counts.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Being planned (in a management unit, or on a published shift) counts as use.</summary>
    public bool Planned { get; init; }

    public IReadOnlyList<AuditMatch> Audits { get; init; } = [];

    /// <summary>The signal never sees every use, whatever the organization audits.</summary>
    public bool AlwaysWeak { get; init; }

    /// <summary>Patterns <c>domain:entity:action</c> of the permissions that use the feature.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Reason clause when unused by a strong signal; <c>{n}</c> is the lookback.</summary>
    public required string Words { get; init; }

    /// <summary>Reason clause when unused by a weak signal.</summary>
    public string? WeakWords { get; init; }

    /// <summary>Reason clause when there is no signal.</summary>
    public string? NoSignalWords { get; init; }

    public bool CountsAudit(string service, string entity, string action) => Audits.Any(match => match.Matches(service, entity, action));
}

/// <summary>Policy: whoever has exactly this role, or exactly this title, keeps these features whatever was used.</summary>
public sealed record Pin
{
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Name of a role held directly or by group.</summary>
    public string? Role { get; init; }

    public string? Title { get; init; }
}
