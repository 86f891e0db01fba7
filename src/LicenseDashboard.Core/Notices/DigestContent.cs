namespace LicenseDashboard.Core.Notices;

/// <summary>
/// The content of a digest without formatting, which each channel adds. Links are paths relative to the root of the program.
/// </summary>
/// <param name="Summary">One sentence with counts and no names, for channels that many people read.</param>
public sealed record DigestContent(string Subject, string Opening, string Summary, string Link, IReadOnlyList<DigestSection> Sections)
{
    /// <summary>Why it was sent, for the last line; null for digests about decisions.</summary>
    public string? Why { get; init; }
}

/// <param name="More">Number of rows beyond the lines; the link leads to all of them.</param>
public sealed record DigestSection(string Title, string Link, IReadOnlyList<DigestLine> Lines, int More);

/// <param name="Link">Opens the row.</param>
public sealed record DigestLine(string Text, string Link);
