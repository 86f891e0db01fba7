namespace LicenseDashboard.Web.Api;

/// <summary>
/// A feature of the request: how a refused token is told where another protocol than ours is spoken. Whoever serves that protocol sets it;
/// it takes the status and the sentence.
/// </summary>
internal sealed record TokenRefusal(Func<int, string, IResult> Answer);
