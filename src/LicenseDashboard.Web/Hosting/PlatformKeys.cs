namespace LicenseDashboard.Web.Hosting;

/// <summary>The keys of the configured platforms in links, REST and audit, in order.</summary>
internal sealed record PlatformKeys(IReadOnlyList<string> All)
{
    public string First => All[0];

    public bool Has(string key) => All.Contains(key);
}
