using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>Reports whether one platform's vendor answers.</summary>
/// <param name="notes">Null when results aren't tracked, such as in a check from the command line.</param>
internal sealed class ReachReport(string platform, INoteReach? notes)
{
    /// <summary>An answer arrived, whatever it says; a gateway's own answer says that the vendor didn't.</summary>
    public void Received(string route, ErrorAnswer answer)
    {
        if (answer.IsUnreached)
        {
            Missed(route, answer.Number, answer.Summary);
        }
        else
        {
            Answered();
        }
    }

    public void Answered() => notes?.Answered(platform);

    public void Missed(string route, Exception fault) => Missed(route, null, fault.Message);

    private void Missed(string route, int? status, string error) => notes?.Missed(platform, new MissedAnswer(route, status, error));
}
