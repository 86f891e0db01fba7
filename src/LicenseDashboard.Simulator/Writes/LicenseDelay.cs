using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Writes;

/// <summary>
/// How long licenses take to follow a change. Without <paramref name="Most"/>, always <paramref name="Least"/> on both routes.
/// </summary>
internal sealed record LicenseDelay(ulong Seed, int Least, int? Most)
{
    public static LicenseDelay None { get; } = new(0, 0, null);

    /// <summary>Independent delays for the person's own answer and for the list.</summary>
    public (TimeSpan Own, TimeSpan Listed) Of(string person, int change)
    {
        var dice = Dice.For(Seed, Dice.Hash(person), 0x11CE ^ (ulong)change);
        return (Draw(ref dice), Draw(ref dice));
    }

    private TimeSpan Draw(ref Dice dice) => TimeSpan.FromMilliseconds(Most is { } most ? Least + dice.Below(most - Least + 1) : Least);
}
