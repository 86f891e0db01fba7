namespace LicenseDashboard.Core.Platforms;

/// <summary>
/// What one vendor can tell about one organization, and do in it. Reads may be repeated without harm. Every call that fails throws
/// <see cref="VendorException"/>, which names route, status, code and correlation id; a caller that is cancelled sees
/// <see cref="OperationCanceledException"/>. Days are local to the platform; instants are UTC. What the vendor left out is null, never a
/// default.
/// </summary>
public interface IVendorConnector
{
    /// <summary>People, divisions and groups.</summary>
    IReadDirectory Directory { get; }

    /// <summary>Licences, roles, grants and what-ifs.</summary>
    IReadEstate Estate { get; }

    /// <summary>Usage by person and day, presence, and how far each stream is complete.</summary>
    IReadUsage Usage { get; }

    /// <summary>Null when no write client is configured: then remediation is handed over. Only Remediation may call it.</summary>
    IWriteGrants? Writes { get; }

    /// <summary>Null exactly when <see cref="Writes"/> is. Only Remediation may call it.</summary>
    IWriteAccounts? Accounts { get; }

    /// <summary>Null where the connector can't check what it assumes.</summary>
    ICheckVendor? Check => null;

    /// <summary>Requests sent so far by this process, all priorities, repeats and token requests included.</summary>
    long RequestsSent { get; }
}

/// <summary>One connector per configured platform.</summary>
public interface IVendorConnectors
{
    IVendorConnector For(string platformName);
}

/// <summary>Who goes first when the vendor's request budget is short.</summary>
public enum RequestPriority
{
    Leaver,
    Remediation,
    Presence,

    /// <summary>Never takes the last 30 requests of a window.</summary>
    Ingest,
}

/// <summary>
/// A call that the vendor refused or that did not arrive after all retries. The message can be shown to an administrator and holds no
/// personal data.
/// </summary>
public class VendorException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Method and route template: <c>GET /api/v2/license/users</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>HTTP status; null when no answer arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The vendor's error code: <c>missing.permissions</c>.</summary>
    public string? Code { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>
    /// The route is not served to this client, now and on a retry (403, 404): the stream is not covered, the run goes on.
    /// </summary>
    public bool NotServed => Status is 403 or 404;
}

/// <summary>
/// A listing ended with fewer rows than the list itself promised. Thrown after every row that did arrive was handed on, so that a caller
/// whom an administrator allowed it may keep those.
/// </summary>
/// <param name="list">What was listed, in words: "people".</param>
/// <param name="listed">Rows that arrived.</param>
/// <param name="stated">Rows that the vendor's answer promised; null when it only said that more would follow.</param>
public sealed class ShortListException(string list, long listed, long? stated) : VendorException(Words(list, listed, stated))
{
    public string List { get; } = list;

    public long Listed { get; } = listed;

    public long? Stated { get; } = stated;

    private static string Words(string list, long listed, long? stated) =>
        stated is { } promised
            ? FormattableString.Invariant($"The vendor's list of {list} ended after {listed:N0} of {promised:N0}.")
            : FormattableString.Invariant($"The vendor's list of {list} broke off after {listed:N0}.");
}
