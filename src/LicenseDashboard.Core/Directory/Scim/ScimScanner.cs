using System.Text.Json;

namespace LicenseDashboard.Core.Directory.Scim;

/// <summary>Reads the words, names and values of a filter from left to right.</summary>
internal sealed class ScimScanner(string text)
{
    /// <summary>Index of the next character; the parser sets it back to read a text another way.</summary>
    public int At { get; set; }

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return At >= text.Length;
        }
    }

    /// <summary>The version dots in a URN belong to the schema; the part after the last colon is the attribute.</summary>
    public ScimName Name()
    {
        var start = At;
        while (At < text.Length && (char.IsAsciiLetterOrDigit(text[At]) || text[At] is ':' or '.' or '_' or '-' or '$'))
        {
            At++;
        }

        var name = text[start..At].ToLowerInvariant();
        if (name.Length == 0)
        {
            throw Unexpected("the name of an attribute", start);
        }

        if (name is ScimName.User or ScimName.Group or ScimName.Enterprise)
        {
            return new ScimName(name, "", "");
        }

        var colon = name.StartsWith("urn:", StringComparison.Ordinal) ? name.LastIndexOf(':') : -1;
        var parts = name[(colon + 1)..].Split('.');
        return parts.Length <= 2 && Array.TrueForAll(parts, part => part.Length > 0)
            ? new ScimName(colon < 0 ? "" : name[..colon], parts[0], parts.Length == 2 ? parts[1] : "")
            : throw new UnreadableScimException($"'{text[start..At]}' names no attribute.");
    }

    public string Word()
    {
        var start = At;
        while (At < text.Length && (char.IsAsciiLetterOrDigit(text[At]) || text[At] is '_' or '-' or '$'))
        {
            At++;
        }

        return At > start ? text[start..At].ToLowerInvariant() : throw Unexpected("a word");
    }

    public ScimValue Value()
    {
        SkipBlanks();
        var start = At;
        if (Take('"'))
        {
            while (At < text.Length && text[At] != '"')
            {
                At += text[At] == '\\' ? 2 : 1;
            }

            if (At >= text.Length)
            {
                throw new UnreadableScimException($"The text that begins at {start} has no closing quote.");
            }

            At++;
            return new ScimValue(ScimValueKind.Text, Unquoted(text[start..At], start));
        }

        while (At < text.Length && (char.IsAsciiLetterOrDigit(text[At]) || text[At] is '-' or '+' or '.'))
        {
            At++;
        }

        return text[start..At].ToLowerInvariant() switch
        {
            "true" => new(ScimValueKind.Truth, "true"),
            "false" => new(ScimValueKind.Truth, "false"),
            "null" => new(ScimValueKind.Null, ""),
            [(>= '0' and <= '9') or '-', ..] number => new(ScimValueKind.Number, number),
            _ => throw Unexpected("a value: a text in double quotes, a number, true, false or null", start),
        };
    }

    public bool TakeWord(string word)
    {
        SkipBlanks();
        var end = At + word.Length;
        if (
            end > text.Length
            || !text.AsSpan(At, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            || (end < text.Length && text[end] is not (' ' or '(' or '\t'))
        )
        {
            return false;
        }

        At = end;
        return true;
    }

    public bool Take(char sign)
    {
        if (At >= text.Length || text[At] != sign)
        {
            return false;
        }

        At++;
        return true;
    }

    public void Expect(char sign)
    {
        SkipBlanks();
        if (!Take(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    public void SkipBlanks()
    {
        while (At < text.Length && text[At] is ' ' or '\t')
        {
            At++;
        }
    }

    public UnreadableScimException Unexpected(string wanted, int? at = null) =>
        new($"Expected {wanted} at {at ?? At}{((at ?? At) < text.Length ? "" : ", where it ends")}.");

    private static string Unquoted(string literal, int start)
    {
        try
        {
            var text = JsonSerializer.Deserialize<string>(literal) ?? "";

            // A database may treat it as the end of the text and match everyone.
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadableScimException($"The text that begins at {start} holds a character that no text has.")
                : text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnreadableScimException($"The text that begins at {start} is not written as JSON has it.");
        }
    }
}

/// <summary>The text is not a valid filter or path. The parser turns this into a refusal.</summary>
internal sealed class UnreadableScimException(string message) : Exception(message);
