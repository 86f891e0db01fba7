namespace LicenseDashboard.Web.Hosting;

internal enum RunMode
{
    /// <summary>Development on loopback, connecting only to this machine; sign-in by choosing a persona.</summary>
    Demo,

    /// <summary>Everything else. Requires a vendor and a sign-in provider.</summary>
    Production,
}
