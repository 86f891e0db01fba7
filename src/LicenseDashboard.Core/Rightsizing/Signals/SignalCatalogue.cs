using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// The signal of each source of usage. A feature combines all that feed it: used if any shows use, unused only if all are complete.
/// </summary>
internal static class SignalCatalogue
{
    public static IReadOnlyList<ISignal> All { get; } = Of(SourceCatalogue.All);

    public static IReadOnlyList<ISignal> For(IReadOnlyList<UsageSource> sources) =>
        ReferenceEquals(sources, SourceCatalogue.All) ? All : Of(sources);

    private static IReadOnlyList<ISignal> Of(IReadOnlyList<UsageSource> sources) => [.. sources.Select(SignalOf).OfType<ISignal>()];

    /// <summary>Most sources need nothing beyond their days; these have special rules.</summary>
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
