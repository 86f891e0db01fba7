using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Testing;

/// <summary>Builders: a test names only what matters to it.</summary>
public static partial class A
{
    public static Platform Platform(string name = "genesys", string timeZone = "UTC") => new() { Name = name, Vendor = "genesys", TimeZone = timeZone };

    public static Person Person(string vendorId, int platform = 1, string? name = null, PersonState state = PersonState.Active) => new()
    {
        PlatformKey = platform,
        VendorId = vendorId,
        Name = name ?? "Person " + vendorId,
        Email = vendorId + "@example.test",
        NormalizedEmail = vendorId + "@example.test",
        State = state,
    };

    public static Viewer Administrator => new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    public static Viewer Auditor => new("Otto", "persona:otto", ViewerRoles.Auditor, []);
}
