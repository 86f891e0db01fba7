namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Every signal. A feature takes all that feed it: used if any says so, unused only if all are complete.</summary>
internal static class SignalCatalogue
{
    public static IReadOnlyList<ISignal> All { get; } = [new ConversationSignal(), new EvaluationSignal(), new AuditSignal(), new PlanningSignal()];
}
