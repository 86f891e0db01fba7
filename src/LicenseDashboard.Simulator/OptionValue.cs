using System.Globalization;

namespace LicenseDashboard.Simulator;

/// <summary>Parses the text given for one option.</summary>
internal sealed class OptionValue(string option, string? value)
{
    public string Text() =>
        string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal)
            ? throw new SimulatorOptionException(option, "its value is missing. Write it after the option.")
            : value;

    public int Number(int least, int most) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw Wrong($"a whole number from {least} to {most}");

    public double Share() =>
        double.TryParse(Text(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw Wrong("a share from 0 to 1, such as 0.2");

    /// <summary><c>N</c>, or <c>N-M</c> with N below M.</summary>
    public (int Least, int? Most) Range(int most)
    {
        var ends = Text().Split('-');
        var numbers = ends.Select(end =>
                int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : -1
            )
            .ToList();
        return numbers switch
        {
            [>= 0 and var only] => (only, null),
            [>= 0 and var first, var second] when second > first => (first, second),
            _ => throw Wrong($"a whole number from 0 to {most}, or two of them as 2000-60000"),
        };
    }

    public PathFault At()
    {
        var equals = Text().LastIndexOf('=');
        return equals > 0 && Text()[0] == '/' && PathFault.Parse(Text()[..equals], Text()[(equals + 1)..]) is { } fault
            ? fault
            : throw Wrong(
                "PATH=WHAT, such as /billing/reports/billableusage=400, with a status from 400 to 599 or one of "
                    + $"{string.Join(", ", PathFault.Words)}"
            );
    }

    public DateOnly Day() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong("a day as YYYY-MM-DD");

    public T OneOf<T>(params (string Name, T Value)[] choices) =>
        choices.FirstOrDefault(choice => choice.Name == Text()) is { Name: not null } found
            ? found.Value
            : throw Wrong(string.Join(" or ", choices.Select(choice => choice.Name)));

    public string File()
    {
        try
        {
            return System.IO.File.ReadAllText(Text());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorOptionException(option, $"'{value}' can't be read ({failure.Message}). Name a file that exists.");
        }
    }

    public FaultOption Fault()
    {
        var parts = Text().Split(':');
        (string Name, FaultKind Kind)[] kinds =
        [
            ("rate-limit", FaultKind.RateLimit),
            ("errors", FaultKind.Errors),
            ("slow", FaultKind.Slow),
            ("truncate", FaultKind.Truncate),
            ("drop-connection", FaultKind.DropConnection),
        ];
        return
            parts.Length == 3
            && kinds.FirstOrDefault(kind => kind.Name == parts[0]) is { Name: not null } known
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var probability)
            && probability is >= 0 and <= 1
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? new FaultOption(known.Kind, probability, seed)
            : throw Wrong(
                "KIND:PROBABILITY:SEED, such as errors:0.2:7, with a kind of rate-limit, errors, slow, truncate or "
                    + "drop-connection and a probability from 0 to 1"
            );
    }

    private SimulatorOptionException Wrong(string right) => new(option, $"'{value}' can't be used. Write {right}.");
}
