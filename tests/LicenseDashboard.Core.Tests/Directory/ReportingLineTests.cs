using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Directory;
using Xunit;

namespace LicenseDashboard.Core.Tests.Directory;

public class ReportingLineTests
{
    private static LinePlace New(int key, int? manager = null) => new(key, manager, 0, 0, false);

    private static Dictionary<int, LinePlace> Apply(IEnumerable<LinePlace> before, LineArrangement arrangement)
    {
        var places = before.ToDictionary(p => p.Key);
        foreach (var change in arrangement.Changes)
        {
            places[change.Key] = change;
        }

        return places;
    }

    private static bool IsBelow(LinePlace person, LinePlace manager) =>
        person.Position > manager.Position && person.Position <= manager.PositionEnd;

    [Fact]
    public void People_below_a_manager_lie_in_the_managers_interval_and_others_do_not()
    {
        LinePlace[] people = [New(1), New(2, 1), New(3, 2), New(4, 1), New(5)];
        var line = Apply(people, ReportingLine.Arrange(people));

        Assert.Equal([2, 3, 4], line.Values.Where(p => IsBelow(p, line[1])).Select(p => p.Key).Order());
        Assert.Equal([3], line.Values.Where(p => IsBelow(p, line[2])).Select(p => p.Key));
        Assert.DoesNotContain(line.Values, p => IsBelow(p, line[5]));
    }

    [Fact]
    public void An_unknown_manager_leaves_the_person_without_one()
    {
        LinePlace[] people = [New(1, 99), New(2, 1)];
        var arrangement = ReportingLine.Arrange(people);
        var line = Apply(people, arrangement);

        Assert.Empty(arrangement.InCycles);
        Assert.True(IsBelow(line[2], line[1]));
    }

    [Fact]
    public void Everyone_in_a_cycle_is_cut_loose_and_keeps_who_is_below()
    {
        LinePlace[] people = [New(1, 3), New(2, 1), New(3, 2), New(4, 2), New(5, 5)];
        var arrangement = ReportingLine.Arrange(people);
        var line = Apply(people, arrangement);

        Assert.Equal([1, 2, 3, 5], arrangement.InCycles);
        Assert.True(IsBelow(line[4], line[2]));
        Assert.DoesNotContain(line.Values, p => p.Key != 4 && line.Values.Any(m => IsBelow(p, m)));
        Assert.True(line[5].InCycle);
        Assert.False(line[4].InCycle);
    }

    [Fact]
    public void A_move_renumbers_only_who_moved_and_who_is_below()
    {
        LinePlace[] people = [New(1), New(2, 1), New(3, 1), New(4, 2), New(5, 4), New(6, 3)];
        var line = Apply(people, ReportingLine.Arrange(people));
        line[4] = line[4] with { ManagerKey = 3 };
        var moved = ReportingLine.Arrange(line.Values);

        Assert.False(moved.Renumbered);
        Assert.Equal([4, 5], moved.Changes.Select(c => c.Key).Order());
    }

    [Fact]
    public void An_exhausted_gap_renumbers_everyone()
    {
        LinePlace[] people = [new(1, null, 1, 3, false), new(2, 1, 2, 2, false), new(3, 1, 3, 3, false), New(4, 1)];
        var arrangement = ReportingLine.Arrange(people);

        Assert.True(arrangement.Renumbered);
        AssertIsLine(Apply(people, arrangement));
    }

    [Fact]
    public void Intervals_that_overlap_are_renumbered()
    {
        LinePlace[] people = [new(1, null, 1, 10, false), new(2, null, 5, 20, false)];
        var arrangement = ReportingLine.Arrange(people);

        Assert.True(arrangement.Renumbered);
        AssertIsLine(Apply(people, arrangement));
    }

    [Fact]
    public void A_chain_of_fifty_thousand_is_no_danger()
    {
        var people = Enumerable.Range(1, 50_000).Select(key => New(key, key == 1 ? null : key - 1)).ToList();
        var line = Apply(people, ReportingLine.Arrange(people));

        Assert.True(IsBelow(line[50_000], line[1]));
        Assert.Empty(ReportingLine.Arrange(line.Values).Changes);
    }

    [Fact]
    public void Any_history_of_moves_leaves_a_line_that_says_who_is_below_whom()
    {
        // Each step gives one of up to 12 people any of them, or no one, as manager; people appear as they are named.
        var step = ArbMap.Default.GeneratorFor<byte>().Two().Select(pair => (Person: pair.Item1 % 12, Manager: pair.Item2 % 13));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                step.ListOf().ToArbitrary(),
                steps =>
                {
                    var line = new Dictionary<int, LinePlace>();
                    foreach (var (person, manager) in steps)
                    {
                        int? named = manager == 12 ? null : manager;
                        line[person] = line.TryGetValue(person, out var known) ? known with { ManagerKey = named } : New(person, named);
                        line = Apply(line.Values, ReportingLine.Arrange(line.Values));
                        AssertIsLine(line);
                        Assert.Empty(ReportingLine.Arrange(line.Values).Changes);
                    }
                }
            )
        );
    }

    /// <summary>Below by interval = below by walking up, cycles cut.</summary>
    private static void AssertIsLine(Dictionary<int, LinePlace> line)
    {
        foreach (var person in line.Values)
        {
            var above = Above(line, person).ToHashSet();
            foreach (var other in line.Values.Where(other => other.Key != person.Key))
            {
                Assert.Equal(above.Contains(other.Key), IsBelow(person, other));
            }
        }
    }

    private static IEnumerable<int> Above(Dictionary<int, LinePlace> line, LinePlace person)
    {
        while (!person.InCycle && person.ManagerKey is { } key && line.TryGetValue(key, out var manager))
        {
            yield return key;
            person = manager;
        }
    }
}
