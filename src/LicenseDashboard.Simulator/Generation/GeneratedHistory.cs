using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Generation;

/// <param name="breaks">True if people also take breaks and leave their keyboard; when they are there at all doesn't change.</param>
internal sealed class GeneratedHistory(IReadOnlyList<Habits> habits, IReadOnlyList<Person> evaluators, double neverLoggedOut, bool breaks)
    : IHistory
{
    private const int OpenDays = 40;
    private static readonly string[] DigitalMedia = ["email", "message", "chat"];

    public int LongestStretchDays => neverLoggedOut > 0 ? OpenDays + 1 : 1;

    public void Presence(Person person, DateOnly day, List<Stretch> into)
    {
        var own = habits[person.Index];
        if (neverLoggedOut > 0 && person.LeftOn is null && Dice.For(own.Key, 6).Chance(neverLoggedOut))
        {
            StaysOpen(person, own, day, into);
            return;
        }

        if (!own.Works(person, day))
        {
            return;
        }

        var dice = Dice.For(own.Key, 3, (ulong)day.DayNumber);
        var start = Start(person, own, day).AddMinutes(dice.Below(11) - 5);
        if (own.Kind.Rhythm == Rhythm.Rare)
        {
            into.Add(new Stretch(start, start.AddMinutes(60), "AVAILABLE"));
            return;
        }

        var busy = own.Kind.Voice + own.Kind.Digital > 0 ? "ON_QUEUE" : "AVAILABLE";
        var end = start.AddMinutes(own.Minutes + dice.Below(11) - 5);
        if (own.Minutes >= 360)
        {
            var meal = start.AddMinutes((own.Minutes / 2) + dice.Below(30));
            Add(own, day, new Stretch(start, meal, busy), into);
            into.Add(new Stretch(meal, meal.AddMinutes(30), "MEAL"));
            start = meal.AddMinutes(30);
        }

        var tail = dice.Below(16);
        Add(own, day, new Stretch(start, end, busy), into);
        if (tail > 0)
        {
            into.Add(new Stretch(end, end.AddMinutes(tail), "AWAY"));
        }

        if (own.Key % 8 == 0)
        {
            into.Add(new Stretch(end.AddMinutes(tail), end.AddMinutes(tail + 60), "OFFLINE"));
        }
    }

    public void Conversations(Person person, DateOnly day, List<Conversation> into)
    {
        var own = habits[person.Index];
        var kind = own.Kind;
        if (kind is { Voice: 0, Digital: 0, Monitors: false, CallsDirectly: false } || !own.Works(person, day))
        {
            return;
        }

        var dice = Dice.For(own.Key, 4, (ulong)day.DayNumber);
        var start = Start(person, own, day).AddMinutes(10);
        var span = TimeSpan.FromMinutes(own.Minutes - 20);
        var load =
            own.Minutes / 480.0 * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.7 : 1.0) * (0.75 + (dice.Below(51) / 100.0));
        Spread(kind.Voice, 120, (i, _) => i % 9 == 8 ? "callback" : "voice", Part.Agent);
        Spread(kind.Digital, 200, (i, first) => DigitalMedia[(first + i) % DigitalMedia.Length], Part.Agent);
        Spread(kind.Monitors ? 2 : 0, 300, (_, _) => "voice", Part.Monitor);
        Spread(kind.Monitors && own.Falls(day, 5) ? 1 : 0, 240, (_, _) => "voice", Part.Coach);
        Spread(kind.CallsDirectly ? 2 : 0, 90, (_, _) => "voice", Part.User);

        void Spread(int perDay, int shortest, Func<int, int, string> media, Part part)
        {
            if (perDay == 0)
            {
                return;
            }

            var count = Math.Max(1, (int)Math.Round(perDay * load));
            var first = dice.Below(DigitalMedia.Length);
            for (var i = 0; i < count; i++)
            {
                var at = start + (span * ((i + 1.0) / (count + 1)));
                into.Add(
                    new Conversation(
                        new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
                        media(i, first),
                        part,
                        (shortest + dice.Below(300)) * 1000
                    )
                );
            }
        }
    }

    public void Evaluations(Person person, DateOnly day, List<Evaluation> into)
    {
        var own = habits[person.Index];
        if (!own.Kind.Evaluated || !own.Falls(day, 11) || !own.Works(person, day))
        {
            return;
        }

        var dice = Dice.For(own.Key, 5, (ulong)day.DayNumber);
        var evaluator = evaluators.Count == 0 || dice.Chance(0.3) ? person.ManagerId : evaluators[dice.Below(evaluators.Count)].Id;
        var released = Start(person, own, day).AddHours(3);
        var created = dice.Chance(0.8) ? released.AddMinutes(-dice.Below(170)) : released.AddDays(-1 - dice.Below(44));
        into.Add(new Evaluation(created, released, person.Id, evaluator));
    }

    public void Audits(Person person, DateOnly day, List<AuditEntry> into)
    {
        var own = habits[person.Index];
        var kind = own.Kind;
        if (kind is { Reports: false, Configures: false, PlansSchedules: false, ReadsTopics: false } || !own.Works(person, day))
        {
            return;
        }

        var start = Start(person, own, day);
        Add(kind.Reports && own.Falls(day, 5, 1), 20, "AnalyticsReporting", "Exports", "Create");
        Add(kind.Reports && own.Falls(day, 6, 2), 35, "AnalyticsReporting", "Dashboard", "View");
        Add(kind.PlansSchedules && own.Falls(day, 3), 50, "WorkforceManagement", "Schedule", "Update");
        Add(kind.PlansSchedules && own.Falls(day, 8, 3), 65, "WorkforceManagement", "Schedule", "Publish");
        Add(kind.PlansSchedules && own.Falls(day, 5, 3), 70, "WorkforceManagement", "Forecast", "View");
        Add(kind.ReadsTopics && own.Falls(day, 5), 80, "SpeechAndTextAnalytics", "Topic", "View");
        Add(kind.Configures && own.Falls(day, 4), 95, "Routing", "Queue", "Update");
        Add(kind.Configures && own.Falls(day, 9), 110, "Architect", "Flow", "Publish");

        void Add(bool happens, int minute, string service, string entity, string action)
        {
            if (happens)
            {
                var failed = (own.Phase + day.DayNumber) % 41 == 0;
                into.Add(
                    new AuditEntry(
                        start.AddMinutes(minute),
                        service,
                        entity,
                        action,
                        $"{entity.ToLowerInvariant()}-{(own.Phase % 40) + 1}",
                        failed ? "FAILURE" : "SUCCESS"
                    )
                );
            }
        }
    }

    public Shift? Planned(Person person, DateOnly day)
    {
        var own = habits[person.Index];
        return person.InManagementUnit && own.IsPlanned(person, day) ? new Shift(Start(person, own, day), own.Minutes) : null;
    }

    /// <summary>On most days there is a break in one half of the shift, on some the keyboard is left alone for longer.</summary>
    private void Add(Habits own, DateOnly day, Stretch work, List<Stretch> into)
    {
        var dice = Dice.For(own.Key, 7, (ulong)(day.DayNumber * 2) + (work.Start.Hour % 2 == 0 ? 0UL : 1UL));
        var minutes = (int)(work.End - work.Start).TotalMinutes;
        if (!breaks || minutes < 120 || !dice.Chance(0.6))
        {
            into.Add(work);
            return;
        }

        var (status, length) = dice.Chance(0.6) ? ("BREAK", 15) : ("IDLE", 8 + dice.Below(40));
        var from = work.Start.AddMinutes(30 + dice.Below(minutes - 60 - length));
        into.Add(work with { End = from });
        into.Add(new Stretch(from, from.AddMinutes(length), status));
        into.Add(work with { Start = from.AddMinutes(length) });
    }

    /// <summary>Each stretch ends where the next one begins, so the last one is open on any day.</summary>
    private static void StaysOpen(Person person, Habits own, DateOnly day, List<Stretch> into)
    {
        if (own.Falls(day, OpenDays) && day >= person.HiredOn)
        {
            into.Add(new Stretch(Start(person, own, day), Start(person, own, day.AddDays(OpenDays)), "AVAILABLE"));
        }
    }

    private static DateTime Start(Person person, Habits own, DateOnly day) =>
        Zones.ToUtc(person.Site.Zone, day, TimeSpan.FromMinutes(own.StartMinute));
}
