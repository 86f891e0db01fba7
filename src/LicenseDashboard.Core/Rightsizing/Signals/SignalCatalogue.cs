using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// What each source of usage says. A feature takes all that feed it: used if any says so, unused only if all are complete.
/// </summary>
internal static class SignalCatalogue
{
    public static IReadOnlyList<ISignal> All { get; } = Of(SourceCatalogue.All);

    public static IReadOnlyList<ISignal> For(IReadOnlyList<UsageSource> sources) =>
        ReferenceEquals(sources, SourceCatalogue.All) ? All : Of(sources);

    private static IReadOnlyList<ISignal> Of(IReadOnlyList<UsageSource> sources) => [.. sources.Select(SignalOf).OfType<ISignal>()];

    /// <summary>Most sources need no more than their days; these know more about what they see.</summary>
    private static ISignal? SignalOf(UsageSource source) =>
        source switch
        {
            PresenceSource => null,
            ConversationSource conversations => new ConversationSignal(conversations),
            AuditSource audits => new AuditSignal(audits),
            PlanningSource planning => new PlanningSignal(planning),
            _ => new SourceSignal(source),
        };
}
