namespace LicenseDashboard.Core.Reclamation;

/// <summary>What frees a seat at the vendor.</summary>
public enum SeatAction
{
    /// <summary>Takes the roles held directly: the exact reverse exists. Roles by a group stay, and with them what they imply.</summary>
    RemoveRoles,

    /// <summary>Sets the account inactive; the vendor then takes the direct roles by itself.</summary>
    SetInactive,

    /// <summary>First the roles, then the account.</summary>
    Both,
}

/// <summary>Who makes the change at the vendor.</summary>
public enum ReleasedBy
{
    /// <summary>This program writes it with its own client.</summary>
    Program,

    /// <summary>The identity provider owns the user: it is asked, and nothing is written.</summary>
    IdentityProvider,
}

/// <summary>How one seat is freed. Fixed when the row is approved: what is carried out is what was approved.</summary>
/// <param name="EndSessions">Log them out last, when they can't come back.</param>
public sealed record SeatRelease(SeatAction Action, bool EndSessions, ReleasedBy By = ReleasedBy.Program)
{
    /// <summary>Somebody who has left: no way back in, whatever the policy takes from those who stay.</summary>
    public static SeatRelease Leaver { get; } = new(SeatAction.Both, EndSessions: true);

    public bool RemovesRoles => Action is SeatAction.RemoveRoles or SeatAction.Both;

    public bool IsRequested => By == ReleasedBy.IdentityProvider;

    public bool SetsInactive => Action is SeatAction.SetInactive or SeatAction.Both;
}
