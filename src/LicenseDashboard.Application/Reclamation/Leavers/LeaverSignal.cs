using LicenseDashboard.Application.Jobs;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>A leaver was reported, released or is back.</summary>
public sealed class LeaverSignal : WakeSignal;
