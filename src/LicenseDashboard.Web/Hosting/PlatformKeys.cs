namespace LicenseDashboard.Web.Hosting;

/// <summary>The words for the configured platforms in links, REST and audit; the first platform's first.</summary>
internal sealed record PlatformKeys(IReadOnlyList<string> All)
{
    public string First => All[0];

    public bool Has(string key) => All.Contains(key);
}
