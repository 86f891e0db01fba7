using System.Diagnostics;
using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class SpeedTests(ITestOutputHelper output)
{
    /// <summary>Bytes are the bound, since they are the same on a busy machine; the benchmark has the time.</summary>
    [Fact]
    public void Fifty_thousand_people_share_what_they_have_in_common()
    {
        string[][] roles =
        [
            [Employee, OmniCx3],
            [Employee, OmniCx2, Planner],
            [Employee, ReportingAdmin],
            [Employee, Voice],
            [Employee, OmniCx3, Campaign],
            [Employee, Master],
        ];
        var held = roles.Select(some => Infer(some).ToArray()).ToList();
        var people = Enumerable
            .Range(0, 50_000)
            .Select(n =>
                Person.Granted(roles[n % roles.Length]).Holding(held[n % roles.Length]) with
                {
                    Key = n,
                    Division = "Division " + (n % 40),
                    LastUsedOn = Uses(
                        ("voice", Complete.AddDays(-n % 120)),
                        ("digital", Complete.AddDays(-n % 170)),
                        ("quality", Complete.AddDays(-n % 290))
                    ),
                }
            )
            .ToList();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var evaluation = new Evaluation(Organization, Today);
        var findings = people.Count(person => evaluation.Evaluate(person) is Finding);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / people.Count;
        output.WriteLine($"{findings} findings in {watch.ElapsedMilliseconds} ms, {bytes} bytes a person");
        Assert.InRange(findings, 10_000, 45_000);
        Assert.InRange(bytes, 1, 12_000);
    }
}
