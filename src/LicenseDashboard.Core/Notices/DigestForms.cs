using System.Net;
using System.Text;

namespace LicenseDashboard.Core.Notices;

/// <summary>
/// Renders a digest as text and HTML. Deliberately plain because mail clients differ and many managers read it on a phone.
/// </summary>
public static class DigestForms
{
    private const string Why =
        "You receive this because you make license decisions for these people in LicenseDashboard. It is sent "
        + "once for each step and when a "
        + "monthly review opens and ends.";

    /// <param name="root">Public address of this program.</param>
    public static string Text(DigestContent content, Uri root)
    {
        ArgumentNullException.ThrowIfNull(content);
        var text = new StringBuilder();
        text.Append(content.Opening).Append("\r\n");
        foreach (var section in content.Sections)
        {
            text.Append("\r\n").Append(section.Title).Append("\r\n");
            foreach (var line in section.Lines)
            {
                text.Append("- ").Append(line.Text).Append("\r\n  ").Append(new Uri(root, line.Link)).Append("\r\n");
            }

            text.Append(section.More > 0 ? FormattableString.Invariant($"and {section.More} more: ") : "All of them: ")
                .Append(new Uri(root, section.Link))
                .Append("\r\n");
        }

        return text.Append("\r\n").Append(content.Why ?? Why).Append("\r\n").ToString();
    }

    /// <inheritdoc cref="Text"/>
    public static string Html(DigestContent content, Uri root)
    {
        ArgumentNullException.ThrowIfNull(content);
        var html = new StringBuilder(
            "<!doctype html><html lang=\"en\"><body style=\"font-family:system-ui,sans-serif;line-height:1.5;max-width:40rem\">"
        );
        html.Append("<p>").Append(Encoded(content.Opening)).Append("</p>");
        foreach (var section in content.Sections)
        {
            html.Append("<h2 style=\"font-size:1rem\">").Append(Encoded(section.Title)).Append("</h2><ul>");
            foreach (var line in section.Lines)
            {
                html.Append("<li>").Append(Anchor(root, line.Link, line.Text)).Append("</li>");
            }

            html.Append("</ul><p>")
                .Append(
                    Anchor(root, section.Link, section.More > 0 ? FormattableString.Invariant($"and {section.More} more") : "Open the list")
                )
                .Append("</p>");
        }

        return html.Append("<p style=\"color:#666;font-size:.85rem\">")
            .Append(Encoded(content.Why ?? Why))
            .Append("</p></body></html>")
            .ToString();
    }

    private static string Anchor(Uri root, string link, string text) =>
        $"<a href=\"{Encoded(new Uri(root, link).AbsoluteUri)}\">{Encoded(text)}</a>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
