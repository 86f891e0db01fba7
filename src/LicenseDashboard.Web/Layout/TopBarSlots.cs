namespace LicenseDashboard.Web.Layout;

/// <summary>What the top bar shows beside the choice of the platform, in this order. Whoever composes the program fills it.</summary>
internal sealed record TopBarSlots(IReadOnlyList<Type> Left, IReadOnlyList<Type> Right);
