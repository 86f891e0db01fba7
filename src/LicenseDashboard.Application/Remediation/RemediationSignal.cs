using LicenseDashboard.Application.Jobs;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Set when a change was approved or a waiting one may continue.</summary>
public sealed class RemediationSignal : WakeSignal;
