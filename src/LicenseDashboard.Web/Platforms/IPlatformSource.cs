namespace LicenseDashboard.Web.Platforms;

/// <summary>
/// The platforms with all that is needed to connect. In the demo they are known once the simulator listens, so ask when connecting, not
/// while registering.
/// </summary>
internal interface IPlatformSource
{
    IReadOnlyList<PlatformSettings> Platforms { get; }
}

internal sealed record ConfiguredPlatforms(IReadOnlyList<PlatformSettings> Platforms) : IPlatformSource;
