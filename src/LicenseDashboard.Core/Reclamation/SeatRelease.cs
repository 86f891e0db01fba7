namespace LicenseDashboard.Core.Reclamation;

/// <summary>How a seat is freed at the vendor.</summary>
public enum SeatAction
{
    /// <summary>Removes directly held roles; fully reversible. Roles through groups, and the licenses they imply, remain.</summary>
    RemoveRoles,

    /// <summary>Sets the account inactive; the vendor then removes the direct roles itself.</summary>
    SetInactive,

    /// <summary>Removes the roles first, then sets the account inactive.</summary>
    Both,
}

/// <summary>Who makes the change at the vendor.</summary>
public enum ReleasedBy
{
    /// <summary>This program, with its own client.</summary>
    Program,

    /// <summary>The identity provider, which owns the user: it is asked, and the program writes nothing.</summary>
    IdentityProvider,
}

/// <summary>How one seat is freed. Fixed on approval, so that what is carried out is what was approved.</summary>
/// <param name="EndSessions">Ends the sessions last, when the person can't log in again.</param>
public sealed record SeatRelease(SeatAction Action, bool EndSessions, ReleasedBy By = ReleasedBy.Program)
{
    /// <summary>For people who have left: blocks access completely, whatever the policy does for others.</summary>
    public static SeatRelease Leaver { get; } = new(SeatAction.Both, EndSessions: true);

    public bool RemovesRoles => Action is SeatAction.RemoveRoles or SeatAction.Both;

    public bool IsRequested => By == ReleasedBy.IdentityProvider;

    public bool SetsInactive => Action is SeatAction.SetInactive or SeatAction.Both;
}
