namespace LicenseDashboard.Simulator;

/// <summary>
/// Parses the options of a standalone simulator. The first mistake ends it with a message that names the option and the remedy.
/// </summary>
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
          --live-client-id ID, --live-client-secret SECRET
                                       the client that reads presence at this moment (simulator-live,
                                       simulator-live-secret)
          --live-speed N               how many times as fast presence at this moment moves, 1 to 3600 (1)
          --channel-seconds N          life of a notification channel (86400)
          --heartbeat-seconds N        how often a channel's socket says that it is alive (30)
          --push WORD                  what is wrong with the messages of channels: dropped, silent, duplicate,
                                       late, reordered, unknown-people or unknown-presences; may be given
                                       several times
          --users-limit N              400 for active users by page number beyond so many (none)
          --budget N                   requests a token may send in a minute (300)
          --lag-hours N                how far analytics and audits lie behind (26)
          --job-ms N                   how long an asynchronous query takes (200)
          --license-delay-ms N|N-M     how long licenses take to follow roles (2000); with M each write draws
                                       two delays, one for the person's own answer and one for the list
          --new-role-ms N              for so long after it is first granted a role is unknown (0)
          --retry-after-seconds N      what a 429 names (the rest of the minute)
          --page-limit N               the longest page of licenses, roles, grants, divisions, groups and
                                       people by cursor; 400 above it (500, people by cursor 200)
          --schedules WORD, --large-schedules WORD
                                       what a search for schedules answers, up to 100 people and 7 days
                                       (inline) and beyond (processing): inline, download, processing,
                                       canceled, error or refused
          --omit-dates P               share of login, token and hire dates left out, others each day (0)
          --presence whole|by-start    by-start: a stretch comes only in the interval it began in (whole)
          --never-logged-out P         share of people who never log out (0)
          --breaks on|off              breaks and idle times within the hours of work (off)
          --inactive-users found|missing
                                       missing: an inactive user asked for without a state is 404 (found)
          --hidden-division ID         no analytics of this division; may be given several times
          --deny PERMISSION            no client has it; may be given several times
          --grant PERMISSION           the client that reads has it too; may be given several times
          --audit-views on|off         whether looking at things is audited (off)
          --billing on|off             the preview routes of contracts and invoices, for an assumed contract (off)
          --state FILE                 keep writes there and do them again on the next start
          --scenario FILE              serve the hand-made people of this file
          --world NAME                 one of the scenario's worlds
          --fault KIND:PROBABILITY:SEED
                                       break requests: rate-limit, errors, slow, truncate or drop-connection,
                                       probability 0 to 1; may be given several times
          --at PATH=WHAT               a route that always misbehaves. PATH comes after /api/v2, * is one part
                                       of it and ** all the rest; WHAT is a status (400 to 599), in-progress,
                                       other-shape, missing-rows (every second one; the total stays), empty,
                                       ends (no cursor and no rows after the first page) or
                                       empty-pages (no rows where the cursor led); may be given several times
          --help                       this text
        """;

    private const int MostDelayMs = 24 * 3_600_000;
    private const int MostSeconds = 24 * 3600;

    private static readonly (string Name, ScheduleAnswer Value)[] ScheduleAnswers =
    [
        ("inline", ScheduleAnswer.Inline),
        ("download", ScheduleAnswer.Download),
        ("processing", ScheduleAnswer.Processing),
        ("canceled", ScheduleAnswer.Canceled),
        ("error", ScheduleAnswer.Error),
        ("refused", ScheduleAnswer.Refused),
    ];

    private static readonly (string Name, PushFaults Value)[] Pushes =
    [
        ("dropped", PushFaults.Dropped),
        ("silent", PushFaults.Silent),
        ("duplicate", PushFaults.Duplicate),
        ("late", PushFaults.Late),
        ("reordered", PushFaults.Reordered),
        ("unknown-people", PushFaults.UnknownPeople),
        ("unknown-presences", PushFaults.UnknownPresences),
    ];

    public static SimulatorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SimulatorOptions { Port = 5090 };
        for (var i = 0; i < args.Count; i++)
        {
            // Both "--seed 7" and "--seed=7" are accepted.
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var value =
                equals >= 0 ? args[i][(equals + 1)..]
                : i + 1 < args.Count ? args[++i]
                : null;
            options = With(options, name, new OptionValue(name, value));
        }

        return options;
    }

    private static SimulatorOptions With(SimulatorOptions options, string name, OptionValue value) =>
        name switch
        {
            "--port" => options with { Port = value.Number(0, 65_535) },
            "--listen" => options with { ListenAny = value.OneOf(("loopback", false), ("any", true)) },
            "--seed" => options with { Seed = value.Number(0, int.MaxValue) },
            "--agents" => options with { Agents = value.Number(10, 100_000) },
            "--history-days" => options with { HistoryDays = value.Number(1, 1825) },
            "--profile" => options with
            {
                Profile = value.OneOf(("named", SimulatorProfile.Named), ("single-tier", SimulatorProfile.SingleTier)),
            },
            "--today" => options with { Today = value.Day() },
            "--client-id" => options with { ClientId = value.Text() },
            "--client-secret" => options with { ClientSecret = value.Text() },
            "--write-client-id" => options with { WriteClientId = value.Text() },
            "--write-client-secret" => options with { WriteClientSecret = value.Text() },
            "--live-client-id" => options with { LiveClientId = value.Text() },
            "--live-client-secret" => options with { LiveClientSecret = value.Text() },
            "--live-speed" => options with { LiveSpeed = value.Number(1, 3600) },
            "--channel-seconds" => options with { ChannelSeconds = value.Number(1, MostSeconds) },
            "--heartbeat-seconds" => options with { HeartbeatSeconds = value.Number(1, MostSeconds) },
            "--push" => options with { Push = options.Push | value.OneOf(Pushes) },
            "--users-limit" => options with { UsersLimit = value.Number(1, int.MaxValue) },
            "--budget" => options with { Budget = value.Number(1, 1_000_000) },
            "--lag-hours" => options with { LagHours = value.Number(0, 24 * 365) },
            "--job-ms" => options with { JobMs = value.Number(0, 3_600_000) },
            "--license-delay-ms" => WithDelay(options, value.Range(MostDelayMs)),
            "--new-role-ms" => options with { NewRoleMs = value.Number(0, MostDelayMs) },
            "--retry-after-seconds" => options with { RetryAfterSeconds = value.Number(1, MostDelayMs) },
            "--page-limit" => options with { PageLimit = value.Number(1, 500) },
            "--schedules" => options with { Schedules = value.OneOf(ScheduleAnswers) },
            "--large-schedules" => options with { LargeSchedules = value.OneOf(ScheduleAnswers) },
            "--omit-dates" => options with { OmitDates = value.Share() },
            "--presence" => options with { PresenceByStart = value.OneOf(("whole", false), ("by-start", true)) },
            "--never-logged-out" => options with { NeverLoggedOut = value.Share() },
            "--breaks" => options with { Breaks = value.OneOf(("on", true), ("off", false)) },
            "--inactive-users" => options with { InactiveUsersMissing = value.OneOf(("found", false), ("missing", true)) },
            "--hidden-division" => options with { HiddenDivisions = [.. options.HiddenDivisions, value.Text()] },
            "--grant" => options with { GrantedPermissions = [.. options.GrantedPermissions, value.Text()] },
            "--deny" => options with { DeniedPermissions = [.. options.DeniedPermissions, value.Text()] },
            "--audit-views" => options with { AuditViews = value.OneOf(("on", true), ("off", false)) },
            "--billing" => options with { AssumeContract = value.OneOf(("on", true), ("off", false)) },
            "--state" => options with { StateFile = value.Text() },
            "--scenario" => options with { ScenarioJson = value.File() },
            "--world" => options with { World = value.Text() },
            "--at" => options with { At = [.. options.At, value.At()] },
            "--fault" => options with { Faults = [.. options.Faults, value.Fault()] },
            _ => throw new SimulatorOptionException(name, "there is no such option. --help lists them all."),
        };

    private static SimulatorOptions WithDelay(SimulatorOptions options, (int Least, int? Most) delay) =>
        options with
        {
            LicenseDelayMs = delay.Least,
            LicenseDelayMostMs = delay.Most,
        };
}
