namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Why a finding is not ready.</summary>
internal sealed record Objection(Lane Lane, string Words);

/// <summary>
/// Looks at one proposal and objects or not. Pure: no clock, no I/O. The words are part of the stored evidence: they say what was observed
/// and hold no age and no count of days, which would change every night.
/// </summary>
internal interface IGuard
{
    /// <summary>Stable; for programs.</summary>
    string Code { get; }

    Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf);
}
