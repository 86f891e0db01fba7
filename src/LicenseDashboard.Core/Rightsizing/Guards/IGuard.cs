namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Why a finding is not ready.</summary>
internal sealed record Objection(Lane Lane, string Words);

/// <summary>
/// Checks a proposal and may object. Pure: no clock, no I/O. The words become part of the stored evidence, so they state what was
/// observed without ages and day counts, which would change every night.
/// </summary>
internal interface IGuard
{
    /// <summary>Stable code for programs.</summary>
    string Code { get; }

    Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf);
}
