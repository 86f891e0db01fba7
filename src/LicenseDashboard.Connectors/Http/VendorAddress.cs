namespace LicenseDashboard.Connectors.Http;

/// <summary>Which addresses named by a vendor's answer are followed.</summary>
internal static class VendorAddress
{
    /// <summary>
    /// Only a vendor on this machine (the simulator) may refer to this machine; a remote one must not make us query our own network, and
    /// its addresses must be encrypted.
    /// </summary>
    public static bool MayFollow(Uri address, Uri api) =>
        address.UserInfo.Length == 0
        && (address.IsLoopback ? api.IsLoopback : address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeWss);

    /// <summary>A socket must also be under the domain of the API: <c>streaming.mypurecloud.de</c> for <c>api.mypurecloud.de</c>.</summary>
    public static bool MayConnect(Uri address, Uri api) =>
        (address.Scheme == Uri.UriSchemeWs || address.Scheme == Uri.UriSchemeWss)
        && MayFollow(address, api)
        && (address.IsLoopback || IsUnderDomain(address.IdnHost, api));

    private static bool IsUnderDomain(string host, Uri api)
    {
        var domain = api.IdnHost;
        if (api.HostNameType == UriHostNameType.Dns && domain.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            var parent = domain[(dot + 1)..];
            domain = parent.Contains('.', StringComparison.Ordinal) ? parent : domain;
        }

        return host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || (api.HostNameType == UriHostNameType.Dns && host.EndsWith('.' + domain, StringComparison.OrdinalIgnoreCase));
    }
}
