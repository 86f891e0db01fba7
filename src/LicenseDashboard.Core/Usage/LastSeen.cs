namespace LicenseDashboard.Core.Usage;

/// <summary>Possible sources of activity. On a tie, the first one decides.</summary>
public enum SignOfLife
{
    Presence,
    Interaction,
    Login,
    TokenIssued,
    BillableUsage,
}

/// <summary>
/// The last day on which each known signal saw a person, as local days of the platform. A missing signal is unknown, not "never".
/// </summary>
/// <param name="Presence">Any stretch that is not OFFLINE.</param>
/// <param name="Interaction">A handled, monitored, coached or barged conversation.</param>
/// <param name="Login">With a password, if the vendor reports it.</param>
/// <param name="TokenIssued">By any sign-in, including an application on their behalf.</param>
/// <param name="BillableUsage">First seen by billing within the days of the last report.</param>
public readonly record struct LastSeen(
    DateOnly? Presence = null,
    DateOnly? Interaction = null,
    DateOnly? Login = null,
    DateOnly? TokenIssued = null,
    DateOnly? BillableUsage = null
)
{
    /// <summary>The latest of them; null if no signal is known.</summary>
    public DateOnly? On => Signs.Select(sign => (DateOnly?)sign.On).Max();

    /// <summary>The signal with the latest day; null if none is known.</summary>
    public SignOfLife? DecidedBy
    {
        get
        {
            var on = On;
            return on is null ? null : Signs.First(sign => sign.On == on).Sign;
        }
    }

    /// <summary>The known signals, in the order of <see cref="SignOfLife"/>.</summary>
    public IReadOnlyList<SeenSign> Signs
    {
        get
        {
            List<SeenSign> known = new(5);
            Add(SignOfLife.Presence, Presence);
            Add(SignOfLife.Interaction, Interaction);
            Add(SignOfLife.Login, Login);
            Add(SignOfLife.TokenIssued, TokenIssued);
            Add(SignOfLife.BillableUsage, BillableUsage);
            return known;

            void Add(SignOfLife sign, DateOnly? on)
            {
                if (on is { } day)
                {
                    known.Add(new SeenSign(sign, day));
                }
            }
        }
    }
}

/// <summary>The last day on which one signal saw a person.</summary>
public readonly record struct SeenSign(SignOfLife Sign, DateOnly On);
