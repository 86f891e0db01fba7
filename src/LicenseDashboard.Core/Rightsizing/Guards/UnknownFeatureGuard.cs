using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>It is unknown whether a feature of the held license is used.</summary>
internal sealed class UnknownFeatureGuard : IGuard
{
    public string Code => "unknown-feature";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Unknown.Count == 0
            ? null
            : new(
                Lane.Review,
                string.Join("; ", proposal.Unknown.Select(window => $"{FeatureWords.Of(window.Feature.Key)}: {window.NotEnough}"))
            );
}
