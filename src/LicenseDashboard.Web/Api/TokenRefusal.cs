namespace LicenseDashboard.Web.Api;

/// <summary>
/// Request feature that determines how a refused token is reported in another protocol. Set by the middleware of that protocol; receives
/// the status and the message.
/// </summary>
internal sealed record TokenRefusal(Func<int, string, IResult> Answer);
