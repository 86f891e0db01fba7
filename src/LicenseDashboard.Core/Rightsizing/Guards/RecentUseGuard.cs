using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>A feature that would be given up was used in the 30 days before its window.</summary>
internal sealed class RecentUseGuard : IGuard
{
    public string Code => "recent-use";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var recent = proposal
            .GivenUp.Where(IsRecent)
            .Select(feature =>
                FormattableString.Invariant(
                    $"{FeatureWords.Of(feature.Key)} last used {feature.LastUsedOn:yyyy-MM-dd}, shortly before the days evaluated"
                )
            )
            .ToList();
        return recent.Count == 0 ? null : new(Lane.Review, string.Join("; ", recent));
    }

    private static bool IsRecent(GivenUp feature) => feature.LastUsedOn >= feature.Window.From.AddDays(-FeatureWindow.DaysBefore);
}
