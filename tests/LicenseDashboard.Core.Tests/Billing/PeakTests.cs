using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Billing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>A peak that is kept up to date against one counted slot by slot; it remembers so little that it searches again.</summary>
public class PeakTests
{
    private const int People = 12;

    private static readonly Gen<(PresentFor[][] Presence, int[] Moves)> _worlds =
        from presence in Gen.ArrayOf(Stretches(), People)
        from moves in Gen.ArrayOf(Gen.Choose(0, People - 1), 30)
        select (presence, moves);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Coming_and_going_gives_what_counting_gives(bool exact)
    {
        var levels = exact ? PeakLevels.Exact : PeakLevels.Cumulative;
        Prop.ForAll(
                _worlds.ToArbitrary(),
                world =>
                {
                    var present = Enumerable.Range(0, People / 2).ToHashSet();
                    var peak = new Peak(new PresenceSegments(world.Presence), levels, present, nearSegments: 2, leastDepth: 1);
                    foreach (var person in world.Moves)
                    {
                        if (present.Remove(person))
                        {
                            peak.Remove(person);
                        }
                        else
                        {
                            present.Add(person);
                            peak.Add(person);
                        }

                        Assert.Equal(Counted(present.Select(each => world.Presence[each]), levels), peak.Value);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    /// <summary>Up to three stretches of whole ten minutes in a day, without overlaps.</summary>
    private static Gen<PresentFor[]> Stretches() =>
        from marks in Gen.ListOf(Gen.Choose(0, 12), 6)
        select marks
            .Distinct()
            .Order()
            .Chunk(2)
            .Where(pair => pair.Length == 2)
            .Select(pair => new PresentFor(pair[0] * 600, pair[1] * 600))
            .ToArray();

    private static int Counted(IEnumerable<PresentFor[]> presence, PeakLevels levels)
    {
        var counts = new int[12];
        foreach (var each in presence.SelectMany(each => each))
        {
            for (var slot = each.From / 600; slot < each.To / 600; slot++)
            {
                counts[slot]++;
            }
        }

        return Enumerable
            .Range(1, People)
            .LastOrDefault(level => counts.Count(count => levels == PeakLevels.Cumulative ? count >= level : count == level) * 600 >= 1800);
    }
}
