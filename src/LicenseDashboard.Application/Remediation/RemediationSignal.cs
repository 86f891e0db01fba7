using LicenseDashboard.Application.Jobs;

namespace LicenseDashboard.Application.Remediation;

/// <summary>A change was approved, or one that waited may go on.</summary>
public sealed class RemediationSignal : WakeSignal;
