using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory.Scim;

/// <summary>
/// Parses filters and PATCH paths. Length, depth and number of terms are limited so that cost is linear in length. Also accepts what
/// providers send beyond the grammar, such as <c>emails[type eq "work"].value eq "x"</c>.
/// </summary>
public sealed class ScimFilterParser
{
    public const int MaxLength = 2_000;
    public const int MaxDepth = 16;
    public const int MaxTerms = 60;

    private readonly ScimScanner _scanner;
    private int _depth;
    private int _terms;

    private ScimFilterParser(string text) => _scanner = new ScimScanner(text);

    public static Outcome<ScimFilter> Filter(string text) =>
        Read(
            text,
            "invalidFilter",
            parser =>
            {
                var filter = parser.Alternatives();
                return parser._scanner.AtEnd ? filter : throw parser._scanner.Unexpected("'and', 'or' or the end");
            }
        );

    public static Outcome<ScimPath> Path(string text) =>
        Read(
            text,
            "invalidPath",
            parser =>
            {
                parser._scanner.SkipBlanks();
                var name = parser._scanner.Name();
                ScimFilter? condition = null;
                if (parser._scanner.Take('['))
                {
                    condition = parser.Alternatives();
                    parser._scanner.Expect(']');
                    name = parser._scanner.Take('.') ? name with { Sub = parser._scanner.Word() } : name;
                }

                return parser._scanner.AtEnd ? new ScimPath(name, condition) : throw parser._scanner.Unexpected("the end");
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
        catch (UnreadableScimException e)
        {
            return new Refusal(code, e.Message);
        }
    }

    private ScimFilter Alternatives()
    {
        if (++_depth > MaxDepth)
        {
            throw new UnreadableScimException($"Brackets are nested more than {MaxDepth} deep.");
        }

        var filter = Conjunction();
        while (_scanner.TakeWord("or"))
        {
            filter = new ScimFilter.Or(filter, Conjunction());
        }

        _depth--;
        return filter;
    }

    private ScimFilter Conjunction()
    {
        var filter = Term();
        while (_scanner.TakeWord("and"))
        {
            filter = new ScimFilter.And(filter, Term());
        }

        return filter;
    }

    private ScimFilter Term()
    {
        if (++_terms > MaxTerms)
        {
            throw new UnreadableScimException($"It has more than {MaxTerms} terms.");
        }

        _scanner.SkipBlanks();
        var start = _scanner.At;
        var not = _scanner.TakeWord("not");
        _scanner.SkipBlanks();
        if (_scanner.Take('('))
        {
            var inner = Alternatives();
            _scanner.Expect(')');
            return not ? new ScimFilter.Not(inner) : inner;
        }

        // An attribute may have the same name as a keyword.
        _scanner.At = start;
        return Expression();
    }

    private ScimFilter Expression()
    {
        var name = _scanner.Name();
        if (!_scanner.Take('['))
        {
            return Comparison(name);
        }

        var within = new ScimFilter.Within(name, Alternatives());
        _scanner.Expect(']');
        return _scanner.Take('.') ? new ScimFilter.And(within, Comparison(name with { Sub = _scanner.Word() })) : within;
    }

    private ScimFilter Comparison(ScimName name)
    {
        _scanner.SkipBlanks();
        var word = _scanner.Word();
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
            ? new ScimFilter.Compare(
                name,
                comparison,
                comparison is ScimOperator.Eq or ScimOperator.Ne ? Trimmed(_scanner.Value()) : _scanner.Value()
            )
            : throw new UnreadableScimException(
                $"'{word}' at {_scanner.At - word.Length} is no operator; use eq, ne, co, sw, ew, pr, gt, ge, lt or le."
            );
    }

    /// <summary>Stored values are trimmed, so a value with trailing blanks could never be equal.</summary>
    private static ScimValue Trimmed(ScimValue value) => value with { Text = value.Text.Trim() };
}
