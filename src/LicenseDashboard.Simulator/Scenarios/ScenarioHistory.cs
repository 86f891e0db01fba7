using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>Exactly the activity that the scenario describes.</summary>
internal sealed class ScenarioHistory : IHistory
{
    private const string Noon = "12:00";
    private const int HandledMs = 300_000;
    private static readonly string[] KnownOfDays = ["day", "days", "from", "to", "weekdays", "note"];
    private readonly List<Script> _scripts;

    public ScenarioHistory(IReadOnlyList<JsonElement> people) => _scripts = [.. people.Select(Script.Read)];

    /// <summary>Long enough for a stretch that has not ended.</summary>
    public int LongestStretchDays => _scripts.Exists(script => script.Presence.Any(entry => entry.To is null)) ? 400 : 1;

    /// <summary>All audit entries, so that the mapping can contain their pairs.</summary>
    public IEnumerable<AuditEntry> AllAudits => _scripts.SelectMany(script => script.Audits.Select(audit => audit.Entry));

    public void Presence(Person person, DateOnly day, List<Stretch> into) =>
        into.AddRange(
            _scripts[person.Index]
                .Presence.Where(entry => entry.Days.Contain(day))
                .Select(entry => new Stretch(
                    Zones.ToUtc(person.Site.Zone, day, entry.From),
                    entry.To is { } to ? Zones.ToUtc(person.Site.Zone, day, to) : DateTime.MaxValue,
                    entry.Status
                ))
        );

    public void Conversations(Person person, DateOnly day, List<Conversation> into)
    {
        foreach (var entry in _scripts[person.Index].Conversations.Where(entry => entry.Days.Contain(day)))
        {
            var at = Zones.ToUtc(person.Site.Zone, day, entry.At);
            into.AddRange(Enumerable.Repeat(new Conversation(at, entry.Media, entry.Part, HandledMs), entry.PerDay));
        }
    }

    public void Evaluations(Person person, DateOnly day, List<Evaluation> into) =>
        into.AddRange(
            _scripts[person.Index]
                .Evaluations.Where(entry => entry.Days.Contain(day))
                .Select(entry =>
                {
                    var at = Zones.ToUtc(person.Site.Zone, day, ScenarioDays.Time(null, Noon));
                    return new Evaluation(at, at, entry.Received ? person.Id : null, entry.Received ? null : person.Id);
                })
        );

    public void Audits(Person person, DateOnly day, List<AuditEntry> into) =>
        into.AddRange(
            _scripts[person.Index]
                .Audits.Where(entry => entry.Days.Contain(day))
                .Select(entry => entry.Entry with { At = Zones.ToUtc(person.Site.Zone, day, entry.At) })
        );

    public Shift? Planned(Person person, DateOnly day)
    {
        var shift = _scripts[person.Index].Shifts.FirstOrDefault(shift => DateOnly.FromDateTime(shift.Start) == day);
        return shift is null ? null : new Shift(Zones.ToUtc(person.Site.Zone, day, shift.Start.TimeOfDay), shift.Minutes);
    }

    private sealed record Script(
        IReadOnlyList<(ScenarioDays Days, TimeSpan From, TimeSpan? To, string Status)> Presence,
        IReadOnlyList<(ScenarioDays Days, TimeSpan At, string Media, Part Part, int PerDay)> Conversations,
        IReadOnlyList<(ScenarioDays Days, bool Received)> Evaluations,
        IReadOnlyList<(ScenarioDays Days, TimeSpan At, AuditEntry Entry)> Audits,
        IReadOnlyList<PlannedShift> Shifts
    )
    {
        public static Script Read(JsonElement person) =>
            new(
                [.. person.Objects("presence").Select(ReadPresence)],
                [.. person.Objects("conversations").Select(ReadConversation)],
                [.. person.Objects("evaluations").Select(ReadEvaluation)],
                [.. person.Objects("audits").Select(ReadAudit)],
                [.. person.Objects("shifts").Select(ReadShift)]
            );

        private static (ScenarioDays Days, TimeSpan From, TimeSpan? To, string Status) ReadPresence(JsonElement entry)
        {
            ScenarioFile.Check("a presence", entry, [.. KnownOfDays, "hours", "status"]);
            var hours = (entry.Text("hours") ?? "09:00-17:00").Split('-', '–');
            if (hours.Length != 2)
            {
                throw ScenarioFile.Malformed(
                    $"hours must be written as 09:00-17:00, or 09:00- without an end, not '{entry.Text("hours")}'"
                );
            }

            TimeSpan? to = hours[1].Trim() is { Length: > 0 } end ? ScenarioDays.Time(end, "") : null;
            return (ScenarioDays.Read(entry), ScenarioDays.Time(hours[0].Trim(), ""), to, entry.Text("status") ?? "AVAILABLE");
        }

        private static (ScenarioDays Days, TimeSpan At, string Media, Part Part, int PerDay) ReadConversation(JsonElement entry)
        {
            ScenarioFile.Check("a conversation", entry, [.. KnownOfDays, "media", "as", "hour", "perDay"]);
            return (
                ScenarioDays.Read(entry),
                ScenarioDays.Time(entry.Text("hour"), Noon),
                entry.Text("media") ?? throw ScenarioFile.Malformed("a conversation needs a media"),
                Enum.TryParse<Part>(entry.Text("as") ?? "agent", ignoreCase: true, out var part)
                    ? part
                    : throw ScenarioFile.Malformed($"'{entry.Text("as")}' is none of agent, user, monitor, coach, barge"),
                entry.TryGetProperty("perDay", out var count) ? count.GetInt32() : 1
            );
        }

        private static (ScenarioDays Days, bool Received) ReadEvaluation(JsonElement entry)
        {
            ScenarioFile.Check("an evaluation", entry, [.. KnownOfDays, "as"]);
            return (
                ScenarioDays.Read(entry),
                (entry.Text("as") ?? "received") switch
                {
                    "received" => true,
                    "done" => false,
                    var other => throw ScenarioFile.Malformed($"an evaluation is received or done, not '{other}'"),
                }
            );
        }

        private static (ScenarioDays Days, TimeSpan At, AuditEntry Entry) ReadAudit(JsonElement entry)
        {
            ScenarioFile.Check("an audit entry", entry, [.. KnownOfDays, "service", "entity", "action", "on", "status", "hour"]);
            string Required(string name) => entry.Text(name) ?? throw ScenarioFile.Malformed($"an audit entry needs {name}");
            return (
                ScenarioDays.Read(entry),
                ScenarioDays.Time(entry.Text("hour"), Noon),
                new AuditEntry(
                    default,
                    Required("service"),
                    Required("entity"),
                    Required("action"),
                    entry.Text("on") ?? Required("entity"),
                    entry.Text("status") ?? "SUCCESS"
                )
            );
        }

        /// <summary>
        /// Local time: <c>start</c> with day and time, or <c>day</c> with <c>hour</c>. Eight hours unless <c>minutes</c> is given.
        /// </summary>
        private static PlannedShift ReadShift(JsonElement entry)
        {
            ScenarioFile.Check("a shift", entry, ["start", "day", "hour", "minutes", "note"]);
            var minutes = entry.TryGetProperty("minutes", out var length) ? length.GetInt32() : 480;
            if (entry.TryGetProperty("day", out var day))
            {
                return new PlannedShift(
                    ScenarioFile.Day(day, "day").ToDateTime(TimeOnly.MinValue) + ScenarioDays.Time(entry.Text("hour"), "09:00"),
                    minutes
                );
            }

            return DateTime.TryParse(entry.Text("start"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
                ? new PlannedShift(start, minutes)
                : throw ScenarioFile.Malformed("a shift needs a start such as 2026-11-25T09:00");
        }
    }

    private sealed record PlannedShift(DateTime Start, int Minutes);
}
