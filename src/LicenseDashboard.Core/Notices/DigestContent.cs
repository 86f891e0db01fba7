namespace LicenseDashboard.Core.Notices;

/// <summary>What a digest says, without form: each channel gives it its own. Links are paths of this program, from its root.</summary>
/// <param name="Summary">One sentence of counts without anybody's name, for channels that many people read.</param>
public sealed record DigestContent(string Subject, string Opening, string Summary, string Link, IReadOnlyList<DigestSection> Sections);

/// <param name="More">Rows beyond the lines; the link leads to all.</param>
public sealed record DigestSection(string Title, string Link, IReadOnlyList<DigestLine> Lines, int More);

/// <param name="Link">Opens the row itself.</param>
public sealed record DigestLine(string Text, string Link);
