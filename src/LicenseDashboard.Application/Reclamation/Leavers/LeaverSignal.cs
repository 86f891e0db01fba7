using LicenseDashboard.Application.Jobs;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>Set when a leaver was reported or released, or is back.</summary>
public sealed class LeaverSignal : WakeSignal;
