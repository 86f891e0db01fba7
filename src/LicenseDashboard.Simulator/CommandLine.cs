using System.Globalization;

namespace LicenseDashboard.Simulator;

/// <summary>Reads the options of a simulator that runs alone. The first mistake ends it with a message that names option and remedy.</summary>
internal static class CommandLine
{
    public const string Help = """
        Serves the vendor's API on 127.0.0.1 over a made-up organization.

          --port N                     port (5090; 0 = any free one)
          --listen loopback|any        from where it can be reached (loopback)
          --seed N                     which organization (1)
          --agents N                   people at work, 10 to 100000 (1000)
          --history-days N             days of history, 1 to 1825 (130)
          --profile named|single-tier  CX 1 to 3 side by side, or one tier with add-ons (named)
          --today YYYY-MM-DD           the day it is (the clock's)
          --client-id ID, --client-secret SECRET
                                       the client that reads (simulator-read, simulator-read-secret)
          --write-client-id ID, --write-client-secret SECRET
                                       the client that also writes (simulator-write, simulator-write-secret)
          --budget N                   requests a token may send in a minute (300)
          --lag-hours N                how far analytics and audits lie behind (26)
          --job-ms N                   how long an asynchronous query takes (200)
          --license-delay-ms N         how long licenses take to follow roles (2000)
          --audit-views on|off         whether looking at things is audited (off)
          --state FILE                 keep writes there and do them again on the next start
          --scenario FILE              serve the hand-made people of this file
          --world NAME                 one of the scenario's worlds
          --fault KIND:PROBABILITY:SEED
                                       break requests: rate-limit, errors, slow, truncate or drop-connection,
                                       probability 0 to 1; may be given several times
          --help                       this text
        """;

    public static SimulatorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SimulatorOptions { Port = 5090 };
        for (var i = 0; i < args.Count; i++)
        {
            // Both "--seed 7" and "--seed=7" are understood.
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var value = equals >= 0 ? args[i][(equals + 1)..] : i + 1 < args.Count ? args[++i] : null;
            options = With(options, name, new OptionValue(name, value));
        }

        return options;
    }

    private static SimulatorOptions With(SimulatorOptions options, string name, OptionValue value) => name switch
    {
        "--port" => options with { Port = value.Number(0, 65_535) },
        "--listen" => options with { ListenAny = value.OneOf(("loopback", false), ("any", true)) },
        "--seed" => options with { Seed = value.Number(0, int.MaxValue) },
        "--agents" => options with { Agents = value.Number(10, 100_000) },
        "--history-days" => options with { HistoryDays = value.Number(1, 1825) },
        "--profile" => options with { Profile = value.OneOf(("named", SimulatorProfile.Named), ("single-tier", SimulatorProfile.SingleTier)) },
        "--today" => options with { Today = value.Day() },
        "--client-id" => options with { ClientId = value.Text() },
        "--client-secret" => options with { ClientSecret = value.Text() },
        "--write-client-id" => options with { WriteClientId = value.Text() },
        "--write-client-secret" => options with { WriteClientSecret = value.Text() },
        "--budget" => options with { Budget = value.Number(1, 1_000_000) },
        "--lag-hours" => options with { LagHours = value.Number(0, 24 * 365) },
        "--job-ms" => options with { JobMs = value.Number(0, 3_600_000) },
        "--license-delay-ms" => options with { LicenseDelayMs = value.Number(0, 3_600_000) },
        "--audit-views" => options with { AuditViews = value.OneOf(("on", true), ("off", false)) },
        "--state" => options with { StateFile = value.Text() },
        "--scenario" => options with { ScenarioJson = value.File() },
        "--world" => options with { World = value.Text() },
        "--fault" => options with { Faults = [.. options.Faults, value.Fault()] },
        _ => throw new SimulatorOptionException(name, "there is no such option. --help lists them all."),
    };
}

internal sealed class OptionValue(string option, string? value)
{
    public string Text() => string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal) ? throw new SimulatorOptionException(option, "its value is missing. Write it after the option.") : value;

    public int Number(int least, int most) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"a whole number from {least} to {most}");

    public DateOnly Day() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong("a day as YYYY-MM-DD");

    public T OneOf<T>(params (string Name, T Value)[] choices) =>
        choices.FirstOrDefault(choice => choice.Name == Text()) is { Name: not null } found ? found.Value : throw Wrong(string.Join(" or ", choices.Select(choice => choice.Name)));

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
        (string Name, FaultKind Kind)[] kinds = [("rate-limit", FaultKind.RateLimit), ("errors", FaultKind.Errors), ("slow", FaultKind.Slow), ("truncate", FaultKind.Truncate), ("drop-connection", FaultKind.DropConnection)];
        return parts.Length == 3
            && kinds.FirstOrDefault(kind => kind.Name == parts[0]) is { Name: not null } known
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? new FaultOption(known.Kind, probability, seed)
            : throw Wrong("KIND:PROBABILITY:SEED, such as errors:0.2:7, with a kind of rate-limit, errors, slow, truncate or drop-connection and a probability from 0 to 1");
    }

    private SimulatorOptionException Wrong(string right) => new(option, $"'{value}' can't be used. Write {right}.");
}
