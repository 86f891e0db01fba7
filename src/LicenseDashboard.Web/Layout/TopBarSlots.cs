namespace LicenseDashboard.Web.Layout;

/// <summary>The components that the top bar shows beside the choice of the platform, in their order. Who composes the program fills it.</summary>
internal sealed record TopBarSlots(IReadOnlyList<Type> Left, IReadOnlyList<Type> Right);
