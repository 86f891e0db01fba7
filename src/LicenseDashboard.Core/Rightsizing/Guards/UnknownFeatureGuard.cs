namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>A feature of held may or may not be used.</summary>
internal sealed class UnknownFeatureGuard : IGuard
{
    public string Code => "unknown-feature";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Unknown.Count == 0
            ? null
            : new(Lane.Review, string.Join("; ", proposal.Unknown.Select(window => $"{window.Feature.Key}: {window.NotEnough}")));
}
