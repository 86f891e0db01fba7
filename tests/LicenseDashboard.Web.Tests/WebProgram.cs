namespace LicenseDashboard.Web.Tests;

/// <summary>The program as any test may want it.</summary>
public sealed class WebProgram : DemoProgram
{
    protected override IEnumerable<(string Name, string Value)> Settings => [("Demo:Agents", "50"), ("Demo:HistoryDays", "5")];
}
