using LicenseDashboard.Connectors.Http;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>What a push needs from its connector.</summary>
internal sealed record PushVendor(ApiClient Api, Func<Uri> ApiAddress, TimeProvider Time, ILogger Log);
