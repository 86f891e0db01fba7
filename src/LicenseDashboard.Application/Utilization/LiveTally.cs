using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>Sums of some people.</summary>
internal record struct LiveTally(int People, int Unknown, int SignedIn, int OnQueue, int IdleAtKeyboard, int Waiting)
{
    public void Add(in LivePerson person)
    {
        People++;
        if (!LiveWords.IsKnown(person.Presence))
        {
            Unknown++;
        }
        else if (person.IsSignedIn)
        {
            SignedIn++;
            OnQueue += person.IsOnQueue ? 1 : 0;
            IdleAtKeyboard += person.IsIdleAtKeyboard ? 1 : 0;
            Waiting += person.IsWaiting ? 1 : 0;
        }
    }

    public readonly Level Level => new(SignedIn, OnQueue, IdleAtKeyboard + Waiting);

    /// <param name="unknownSince">If set, every figure is unknown.</param>
    public readonly LiveCount Count(DateTime? asOf, DateTime? unknownSince) =>
        unknownSince is null
            ? new LiveCount(SignedIn, OnQueue, IdleAtKeyboard, Waiting, asOf, null)
            : new LiveCount(null, null, null, null, asOf, unknownSince);
}
