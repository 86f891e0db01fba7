using System.Text.Json;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory.Scim;

/// <summary>
/// Reads filters and PATCH paths. Bounded in length, depth and number of terms, so that no text costs more than its length.
/// What providers write beyond the grammar is understood too: <c>emails[type eq "work"].value eq "x"</c>.
/// </summary>
public sealed class ScimFilterParser
{
    public const int MaxLength = 2_000;
    public const int MaxDepth = 16;
    public const int MaxTerms = 60;

    private readonly string _text;
    private int _at;
    private int _depth;
    private int _terms;

    private ScimFilterParser(string text) => _text = text;

    public static Outcome<ScimFilter> Filter(string text) =>
        Read(
            text,
            "invalidFilter",
            parser =>
            {
                var filter = parser.Alternatives();
                return parser.AtEnd ? filter : throw parser.Unexpected("'and', 'or' or the end");
            }
        );

    public static Outcome<ScimPath> Path(string text) =>
        Read(
            text,
            "invalidPath",
            parser =>
            {
                parser.SkipBlanks();
                var name = parser.Name();
                ScimFilter? condition = null;
                if (parser.Take('['))
                {
                    condition = parser.Alternatives();
                    parser.Expect(']');
                    name = parser.Take('.') ? name with { Sub = parser.Word() } : name;
                }

                return parser.AtEnd ? new ScimPath(name, condition) : throw parser.Unexpected("the end");
            }
        );

    private static Outcome<T> Read<T>(string text, string code, Func<ScimFilterParser, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return new Refusal(code, $"It has {text.Length} characters; at most {MaxLength} are read.");
        }

        try
        {
            return read(new ScimFilterParser(text));
        }
        catch (UnreadableException e)
        {
            return new Refusal(code, e.Message);
        }
    }

    private ScimFilter Alternatives()
    {
        if (++_depth > MaxDepth)
        {
            throw new UnreadableException($"Brackets are nested more than {MaxDepth} deep.");
        }

        var filter = Conjunction();
        while (TakeWord("or"))
        {
            filter = new ScimFilter.Or(filter, Conjunction());
        }

        _depth--;
        return filter;
    }

    private ScimFilter Conjunction()
    {
        var filter = Term();
        while (TakeWord("and"))
        {
            filter = new ScimFilter.And(filter, Term());
        }

        return filter;
    }

    private ScimFilter Term()
    {
        if (++_terms > MaxTerms)
        {
            throw new UnreadableException($"It has more than {MaxTerms} terms.");
        }

        SkipBlanks();
        var start = _at;
        var not = TakeWord("not");
        SkipBlanks();
        if (Take('('))
        {
            var inner = Alternatives();
            Expect(')');
            return not ? new ScimFilter.Not(inner) : inner;
        }

        // An attribute may be called what a word of the grammar is.
        _at = start;
        return Expression();
    }

    private ScimFilter Expression()
    {
        var name = Name();
        if (!Take('['))
        {
            return Comparison(name);
        }

        var within = new ScimFilter.Within(name, Alternatives());
        Expect(']');
        return Take('.') ? new ScimFilter.And(within, Comparison(name with { Sub = Word() })) : within;
    }

    private ScimFilter Comparison(ScimName name)
    {
        SkipBlanks();
        var word = Word();
        if (word == "pr")
        {
            return new ScimFilter.Present(name);
        }

        ScimOperator? found = word switch
        {
            "eq" => ScimOperator.Eq,
            "ne" => ScimOperator.Ne,
            "co" => ScimOperator.Co,
            "sw" => ScimOperator.Sw,
            "ew" => ScimOperator.Ew,
            "gt" => ScimOperator.Gt,
            "ge" => ScimOperator.Ge,
            "lt" => ScimOperator.Lt,
            "le" => ScimOperator.Le,
            _ => null,
        };
        return found is { } comparison
            ? new ScimFilter.Compare(name, comparison, comparison is ScimOperator.Eq or ScimOperator.Ne ? Trimmed(Value()) : Value())
            : throw new UnreadableException(
                $"'{word}' at {_at - word.Length} is no operator; use eq, ne, co, sw, ew, pr, gt, ge, lt or le."
            );
    }

    /// <summary>What is kept is trimmed, so that a blank at its end could never be equal.</summary>
    private static ScimValue Trimmed(ScimValue value) => value with { Text = value.Text.Trim() };

    private ScimValue Value()
    {
        SkipBlanks();
        var start = _at;
        if (Take('"'))
        {
            while (_at < _text.Length && _text[_at] != '"')
            {
                _at += _text[_at] == '\\' ? 2 : 1;
            }

            if (_at >= _text.Length)
            {
                throw new UnreadableException($"The text that begins at {start} has no closing quote.");
            }

            _at++;
            return new ScimValue(ScimValueKind.Text, Unquoted(_text[start.._at], start));
        }

        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        return _text[start.._at].ToLowerInvariant() switch
        {
            "true" => new(ScimValueKind.Truth, "true"),
            "false" => new(ScimValueKind.Truth, "false"),
            "null" => new(ScimValueKind.Null, ""),
            [(>= '0' and <= '9') or '-', ..] number => new(ScimValueKind.Number, number),
            _ => throw Unexpected("a value: a text in double quotes, a number, true, false or null", start),
        };
    }

    private static string Unquoted(string literal, int start)
    {
        try
        {
            var text = JsonSerializer.Deserialize<string>(literal) ?? "";

            // A database may take it for the end of the text, and then find everybody.
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadableException($"The text that begins at {start} holds a character that no text has.")
                : text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnreadableException($"The text that begins at {start} is not written as JSON has it.");
        }
    }

    /// <summary>The dots of a URN's version belong to the schema; what follows its last colon is the attribute.</summary>
    private ScimName Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is ':' or '.' or '_' or '-' or '$'))
        {
            _at++;
        }

        var name = _text[start.._at].ToLowerInvariant();
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
            : throw new UnreadableException($"'{_text[start.._at]}' names no attribute.");
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '$'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at].ToLowerInvariant() : throw Unexpected("a word");
    }

    private bool AtEnd
    {
        get
        {
            SkipBlanks();
            return _at >= _text.Length;
        }
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        var end = _at + word.Length;
        if (
            end > _text.Length
            || !_text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            || (end < _text.Length && _text[end] is not (' ' or '(' or '\t'))
        )
        {
            return false;
        }

        _at = end;
        return true;
    }

    private bool Take(char sign)
    {
        if (_at >= _text.Length || _text[_at] != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char sign)
    {
        SkipBlanks();
        if (!Take(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private UnreadableException Unexpected(string wanted, int? at = null) =>
        new($"Expected {wanted} at {at ?? _at}{((at ?? _at) < _text.Length ? "" : ", where it ends")}.");

    /// <summary>Never leaves this class.</summary>
    private sealed class UnreadableException(string message) : Exception(message);
}
