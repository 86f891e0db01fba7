namespace LicenseDashboard.Core.Platforms;

/// <summary>
/// What one vendor can report about one organization and change in it. Reads can be repeated safely. Every failing call throws
/// <see cref="VendorException"/>, which names route, status, code and correlation ID; a cancelled caller gets
/// <see cref="OperationCanceledException"/>. Days are local to the platform, instants are UTC. What the vendor omitted is null, never a
/// default.
/// </summary>
public interface IVendorConnector
{
    /// <summary>People, divisions and groups.</summary>
    IReadDirectory Directory { get; }

    /// <summary>Licenses, roles, grants and what-if questions.</summary>
    IReadEstate Estate { get; }

    /// <summary>Usage by person and day, presence, and how far each stream is complete.</summary>
    IReadUsage Usage { get; }

    /// <summary>Null if no write client is configured; remediation is then handed over. Only Remediation may call it.</summary>
    IWriteGrants? Writes { get; }

    /// <summary>Null exactly if <see cref="Writes"/> is. Only Remediation may call it.</summary>
    IWriteAccounts? Accounts { get; }

    /// <summary>Presence at this moment; null if the connector has none.</summary>
    IReadLive? Live => null;

    /// <summary>Contracts and invoices at the vendor; null if the connector has none.</summary>
    IReadInvoices? Invoices => null;

    /// <summary>Null if the connector can't check its assumptions.</summary>
    ICheckVendor? Check => null;

    /// <summary>
    /// Sends one inexpensive request and doesn't repeat it. True if the vendor answered, even with a refusal.
    /// </summary>
    Task<bool> AnswersAsync(CancellationToken ct);

    /// <summary>Requests sent by this process so far, in all priorities, including retries and token requests.</summary>
    long RequestsSent { get; }
}

/// <summary>One connector per configured platform.</summary>
public interface IVendorConnectors
{
    IVendorConnector For(string platformName);
}

/// <summary>Order of requests when the vendor's rate limit is short.</summary>
public enum RequestPriority
{
    Leaver,
    Remediation,
    Presence,

    /// <summary>Leaves the last 30 requests of a window to others.</summary>
    Ingest,
}

/// <summary>
/// The vendor refused a call, or it failed after all retries. The message can be shown to an administrator and contains no personal data.
/// </summary>
public class VendorException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Method and route template: <c>GET /api/v2/license/users</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>HTTP status; null if no answer arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The vendor's error code: <c>missing.permissions</c>.</summary>
    public string? Code { get; init; }

    /// <summary>What the client's role must grant, if a refusal (403) is due to that and the connector knows it.</summary>
    public string? Needs { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>True if no attempt reached the vendor: no answer, or a gateway in front of it said 502, 503 or 504.</summary>
    public bool Unreached { get; init; }

    /// <summary>
    /// True if this client can't use the route even on a retry (403, 404): the stream is not covered and the run continues.
    /// </summary>
    public bool NotServed => Status is 403 or 404;
}

/// <summary>
/// A listing ended with fewer rows than it announced. Thrown after all received rows were returned, so that a caller can keep them if an
/// administrator allowed it.
/// </summary>
/// <param name="list">What was listed, in words, such as "people".</param>
/// <param name="listed">Rows received.</param>
/// <param name="stated">Rows announced by the vendor; null if it only said that more would follow.</param>
public sealed class ShortListException(string list, long listed, long? stated) : VendorException(Words(list, listed, stated))
{
    public string List { get; } = list;

    public long Listed { get; } = listed;

    public long? Stated { get; } = stated;

    private static string Words(string list, long listed, long? stated) =>
        stated is { } promised
            ? FormattableString.Invariant($"The Genesys Cloud list of {list} ended after {listed:N0} of {promised:N0}.")
            : FormattableString.Invariant($"The Genesys Cloud list of {list} stopped after {listed:N0}.");
}
