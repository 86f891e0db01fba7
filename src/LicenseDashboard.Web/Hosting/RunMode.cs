namespace LicenseDashboard.Web.Hosting;

internal enum RunMode
{
    /// <summary>Development, loopback only, everything it talks to on this machine; sign-in by choosing a persona.</summary>
    Demo,

    /// <summary>Everything else. Needs a vendor and a sign-in provider.</summary>
    Production,
}
