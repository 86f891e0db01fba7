namespace LicenseDashboard.Web.Layout;

/// <summary>The components in the top bar beside the platform switch, in order. Set by the composition root.</summary>
internal sealed record TopBarSlots(IReadOnlyList<Type> Left, IReadOnlyList<Type> Right)
{
    /// <summary>Between the bar and every page: what concerns all of them, and usually nothing.</summary>
    public IReadOnlyList<Type> Below { get; init; } = [];
}
