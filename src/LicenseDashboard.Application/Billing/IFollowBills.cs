using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Billing;

/// <summary>
/// What later features do after the bills of a platform were kept. Called after every round, whether or not a bill has changed, so it must
/// find by itself what is left to do and can be repeated at any point.
/// </summary>
internal interface IFollowBills
{
    Task RunAsync(Viewer viewer, Platform platform, CancellationToken ct);
}
