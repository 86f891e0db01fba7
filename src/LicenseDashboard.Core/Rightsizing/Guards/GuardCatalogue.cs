namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Numbers of the guards; the defaults are the design's.</summary>
public sealed record RightsizingOptions
{
    /// <summary>A seat or a person younger than this is left alone.</summary>
    public int NewStarterDays { get; init; } = 30;

    /// <summary>
    /// Days present in a window below which "unused" says little; fewer will do where a sixth of the window is less, but never fewer than
    /// two.
    /// </summary>
    public int PresentDays { get; init; } = 10;
}

/// <summary>Every guard, in the order in which their reasons are listed.</summary>
internal static class GuardCatalogue
{
    /// <summary>Of plans.</summary>
    public static IReadOnlyList<IPlanGuard> Plans { get; } = [new LastGrantGuard(), new ClientOwnerGuard()];

    /// <summary>Of findings.</summary>
    public static IReadOnlyList<IGuard> For(RightsizingOptions limits) =>
        [
            new ExemptionGuard(),
            new NewStarterGuard(limits.NewStarterDays),
            new NothingRequiredGuard(),
            new DataFaultGuard(),
            new ExplicitSkuGuard(),
            new UnknownSkuGuard(),
            new UnseenPermissionGuard(),
            new NoPlanGuard(),
            new UnconfirmedRolesGuard(),
            new UnconfirmedPlanGuard(),
            new UnknownFeatureGuard(),
            new WeakSignalGuard(),
            new RecentUseGuard(),
            new UncoveredBeforeGuard(),
            new AbsenceGuard(limits.PresentDays),
            new AwayGuard(),
        ];
}
