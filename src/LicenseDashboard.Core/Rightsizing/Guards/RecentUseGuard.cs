namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>A dropped feature was used within the 30 days before its window.</summary>
internal sealed class RecentUseGuard : IGuard
{
    public string Code => "recent-use";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var recent = proposal.Dropped.Where(dropped => dropped.LastUsedOn >= dropped.Window.From.AddDays(-FeatureWindow.DaysBefore)).ToList();
        return recent.Count == 0
            ? null
            : new(Lane.Review, string.Join("; ", recent.Select(dropped => FormattableString.Invariant($"{dropped.Key} last used {dropped.LastUsedOn:yyyy-MM-dd}, shortly before the days looked at"))));
    }
}
