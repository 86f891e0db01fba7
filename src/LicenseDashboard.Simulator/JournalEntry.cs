namespace LicenseDashboard.Simulator;

/// <summary>
/// A successful write. <paramref name="Change"/> is <c>add</c>, <c>remove</c>, <c>replace</c> (of grants), <c>state</c> or
/// <see cref="LogOut"/>.
/// </summary>
public sealed record JournalEntry(
    DateTime At,
    string Client,
    string Change,
    string Subject,
    IReadOnlyList<JournalGrant> Grants,
    string? State = null,
    string? Reason = null
)
{
    /// <summary>All sessions of a user were ended; changes nothing that is listed.</summary>
    public const string LogOut = "log-out";
}

public sealed record JournalGrant(string RoleId, string DivisionId);
