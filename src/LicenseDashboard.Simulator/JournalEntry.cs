namespace LicenseDashboard.Simulator;

/// <summary>A write that succeeded. <paramref name="Change"/> is <c>add</c>, <c>remove</c>, <c>replace</c> (of grants) or <c>state</c>.</summary>
public sealed record JournalEntry(DateTime At, string Client, string Change, string Subject, IReadOnlyList<JournalGrant> Grants, string? State = null, string? Reason = null);

public sealed record JournalGrant(string RoleId, string DivisionId);
