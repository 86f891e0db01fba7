namespace LicenseDashboard.Core.Usage;

/// <summary>Where a sign of life can come from. On a tie the first one decided.</summary>
public enum SignOfLife
{
    Presence,
    Interaction,
    Login,
    TokenIssued,
    BillableUsage,
}

/// <summary>
/// The last day each known signal saw a person, as the platform's local days. A signal that is missing is unknown, never "never".
/// </summary>
/// <param name="Presence">Any stretch not OFFLINE.</param>
/// <param name="Interaction">A handled, monitored, coached or barged conversation.</param>
/// <param name="Login">With a password, where the vendor says so.</param>
/// <param name="TokenIssued">By any sign-in, also of an application on their behalf.</param>
/// <param name="BillableUsage">First seen by billing within the days that the last report covers.</param>
public readonly record struct LastSeen(
    DateOnly? Presence = null,
    DateOnly? Interaction = null,
    DateOnly? Login = null,
    DateOnly? TokenIssued = null,
    DateOnly? BillableUsage = null
)
{
    /// <summary>The latest of them; null when no signal is known.</summary>
    public DateOnly? On => Signs.Select(sign => (DateOnly?)sign.On).Max();

    /// <summary>The signal that decided; null when none is known.</summary>
    public SignOfLife? DecidedBy
    {
        get
        {
            var on = On;
            return on is null ? null : Signs.First(sign => sign.On == on).Sign;
        }
    }

    /// <summary>Those that are known, in the order of <see cref="SignOfLife"/>.</summary>
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

/// <summary>The last day one signal saw a person.</summary>
public readonly record struct SeenSign(SignOfLife Sign, DateOnly On);
