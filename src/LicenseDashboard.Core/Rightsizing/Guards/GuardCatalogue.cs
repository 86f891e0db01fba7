namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Thresholds of the guards, with the defaults of the design.</summary>
public sealed record RightsizingOptions
{
    /// <summary>Seats and people newer than this are left alone.</summary>
    public int NewStarterDays { get; init; } = 30;

    /// <summary>
    /// Minimum days of presence in a window for "unused" to mean much. Lower if a sixth of the window is less, but at least two.
    /// </summary>
    public int PresentDays { get; init; } = 10;
}

/// <summary>All guards, in the order in which their reasons are listed.</summary>
internal static class GuardCatalogue
{
    /// <summary>Guards of plans.</summary>
    public static IReadOnlyList<IPlanGuard> Plans { get; } = [new LastGrantGuard(), new ClientOwnerGuard()];

    /// <summary>Guards of findings.</summary>
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
