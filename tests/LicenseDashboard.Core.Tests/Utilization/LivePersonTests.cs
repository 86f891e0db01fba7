using LicenseDashboard.Core.Utilization;
using Xunit;

namespace LicenseDashboard.Core.Tests.Utilization;

public sealed class LivePersonTests
{
    [Fact]
    public void Later_report_counts_and_a_late_one_changes_nothing()
    {
        var person = default(LivePerson);
        Assert.True(person.TakePresence(PresenceKind.OnQueue, 200));
        Assert.False(person.TakePresence(PresenceKind.Offline, 199));
        Assert.False(person.TakePresence(PresenceKind.OnQueue, 200));
        Assert.True(person.TakePresence(PresenceKind.Offline, 201));
        Assert.Equal((PresenceKind.Offline, 201), (person.Presence, person.PresenceSince));
    }

    [Fact]
    public void Presence_and_routing_do_not_disturb_each_other()
    {
        var person = default(LivePerson);
        person.TakePresence(PresenceKind.OnQueue, 500);
        Assert.True(person.TakeRouting(RoutingKind.Idle, 100));
        Assert.True(person.IsWaiting);
        Assert.Equal(500, person.IdleSince);
        person.TakeRouting(RoutingKind.Interacting, 600);
        Assert.False(person.IsWaiting);
        person.TakeRouting(RoutingKind.Idle, 700);
        Assert.Equal(700, person.IdleSince);
    }

    [Fact]
    public void Repeated_report_without_an_instant_does_not_move_the_beginning()
    {
        var person = default(LivePerson);
        Assert.True(person.SeePresence(PresenceKind.Idle, 100));
        Assert.False(person.SeePresence(PresenceKind.Idle, 900));
        Assert.Equal(100, person.IdleSince);
    }

    [Fact]
    public void Forgotten_person_takes_any_report_however_old()
    {
        var person = default(LivePerson);
        person.TakePresence(PresenceKind.OnQueue, 500);
        Assert.True(person.Forget());
        Assert.False(person.Forget());
        Assert.True(person.TakePresence(PresenceKind.Available, 3));
    }

    [Fact]
    public void Order_repetition_and_delay_of_reports_do_not_matter()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 2000; round++)
        {
            // Few instants, so that reports with the same instant and different words are common.
            var reports = Enumerable
                .Range(0, random.Next(1, 12))
                .Select(_ => (IsRouting: random.Next(2) == 0, Kind: random.Next(6), Since: (long)random.Next(1, 6)))
                .ToList();
            var shuffled = reports.Concat(reports.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToList();
            Assert.Equal(Take(reports), Take(shuffled));
        }
    }

    [Theory]
    [InlineData("ON_QUEUE", PresenceKind.OnQueue)]
    [InlineData("on_queue", PresenceKind.OnQueue)]
    [InlineData("MEAL", PresenceKind.Away)]
    [InlineData("BUSY", PresenceKind.Away)]
    [InlineData("LEVITATING", PresenceKind.Unknown)]
    [InlineData("", PresenceKind.Unknown)]
    [InlineData(null, PresenceKind.Unknown)]
    public void Words_of_the_vendor_are_read_and_others_are_unknown(string? word, PresenceKind kind) =>
        Assert.Equal(kind, LiveWords.Presence(word));

    [Fact]
    public void Person_takes_twenty_four_bytes() => Assert.Equal(24, System.Runtime.CompilerServices.Unsafe.SizeOf<LivePerson>());

    private static LivePerson Take(IEnumerable<(bool IsRouting, int Kind, long Since)> reports)
    {
        var person = default(LivePerson);
        foreach (var (isRouting, kind, since) in reports)
        {
            _ = isRouting ? person.TakeRouting((RoutingKind)kind, since) : person.TakePresence((PresenceKind)kind, since);
        }

        return person;
    }
}
