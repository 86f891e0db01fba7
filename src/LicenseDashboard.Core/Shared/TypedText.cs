using System.Globalization;

namespace LicenseDashboard.Core.Shared;

/// <summary>Validation of text that people or programs typed and others will read later.</summary>
internal static class TypedText
{
    /// <summary>
    /// Why the text is refused: it contains control characters (other than line breaks and tabs) or characters that change the text
    /// direction, so that a reader would see a different text than was stored.
    /// </summary>
    /// <param name="field">Name of the text on the wire.</param>
    public static Refusal? Problem(string field, string? text)
    {
        foreach (var c in text ?? "")
        {
            if ((char.IsControl(c) && c is not ('\r' or '\n' or '\t')) || IsTurning(c))
            {
                var code = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
                return Refusal.Invalid($"{field} holds the invisible character U+{code}; remove it, or type the text again.") with
                {
                    Field = field,
                };
            }
        }

        return null;
    }

    /// <summary>The first problem of several fields.</summary>
    public static Refusal? Problem(params IEnumerable<(string Field, string? Text)> texts) =>
        texts.Select(one => Problem(one.Field, one.Text)).FirstOrDefault(problem => problem is not null);

    /// <summary>
    /// Number of visible characters: combined characters and runs of whitespace count once, and invisible ones (zero-width characters,
    /// joiners, fillers) don't count.
    /// </summary>
    public static int Visible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (count, blank) = (0, true);
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (string.IsNullOrWhiteSpace(element))
            {
                count += blank ? 0 : 1;
                blank = true;
            }
            else if (element.EnumerateRunes().Any(IsSeen))
            {
                count++;
                blank = false;
            }
        }

        return count > 0 && blank ? count - 1 : count;
    }

    private static bool IsSeen(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => false,
            UnicodeCategory.Surrogate or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,

            // Fillers and the empty Braille cell are classified as letters and symbols but show nothing.
            _ => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800) && !System.Text.Rune.IsWhiteSpace(rune),
        };

    /// <summary>Embeddings, overrides and isolates. The marks that only help mixed text (U+200E, U+200F) are allowed.</summary>
    private static bool IsTurning(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
