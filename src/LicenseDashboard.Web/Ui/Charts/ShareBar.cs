namespace LicenseDashboard.Web.Ui.Charts;

/// <summary>How a part of a bar is filled.</summary>
public enum ShareStyle
{
    Full,
    Weak,

    /// <summary>Hatched: unknown, which is not zero.</summary>
    Unknown,
}

/// <summary>One bar of <see cref="ShareBars"/>.</summary>
/// <param name="Color">Name of a token in <c>tokens.css</c>.</param>
/// <param name="Note">Text at its end, such as a share.</param>
public sealed record ShareBar(string Name, string Color, string Note, IReadOnlyList<(int Count, ShareStyle Style)> Parts);
