namespace LicenseDashboard.Web.Platforms;

/// <summary>
/// The platforms with their connection settings. In the demo they are known once the simulator listens, so read them when connecting, not
/// when registering.
/// </summary>
internal interface IPlatformSource
{
    IReadOnlyList<PlatformSettings> Platforms { get; }
}

internal sealed record ConfiguredPlatforms(IReadOnlyList<PlatformSettings> Platforms) : IPlatformSource;
