using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>Makes the parts of a feed.</summary>
internal sealed class FeedTools(
    FeedStore store,
    LoadRoster rosters,
    JudgePools pools,
    UtilizationOptions options,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    public TimeProvider Clock => clock;

    /// <summary>A feed with its own name. A later leader gets another name, even in the same process.</summary>
    public PlatformFeed FeedOf(Platform platform) => new(platform, Guid.CreateVersion7().ToString("N"), store, rosters, pools, clock);

    public VendorVoice VoiceOf(PlatformFeed feed, IReadLive live, string platform) =>
        new(feed, live, platform, options, clock, loggers.CreateLogger<VendorVoice>());
}
