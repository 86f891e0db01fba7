using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Notices;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using Xunit;

namespace LicenseDashboard.Application.Tests.Jobs;

/// <summary>What jobs say on the Jobs page: whole sentences, nothing that there was none of.</summary>
public class ResultWordsTests
{
    [Fact]
    public void Evaluation_says_what_became_of_its_findings()
    {
        Assert.Equal(
            "1,438 findings for 11,111 people: 1,430 new, 8 withdrawn.",
            new EvaluationReport(11_111, 1438, 3, new RaiseReport(1430, 0, 5, 3, 0, 0)).Words
        );
        Assert.Equal("No findings for 90 people: 12 withdrawn.", new EvaluationReport(90, 0, 0, new RaiseReport(0, 0, 12, 0, 0, 0)).Words);
        Assert.Equal("1 finding for 1 person: nothing changed.", new EvaluationReport(1, 1, 0, new RaiseReport(0, 0, 0, 0, 0, 0)).Words);
    }

    [Theory]
    [InlineData(46, 0, 0, 0, 0, 0, "Licenses: 46 newly inactive.")]
    [InlineData(0, 0, 0, 0, 0, 0, "Licenses: nothing changed.")]
    [InlineData(0, 3, 1, 2, 0, 0, "Licenses: 3 moved on, 1 withdrawn, 2 reclaimed by policy.")]
    [InlineData(0, 3, 0, 0, 1200, 0, "Licenses: 3 moved on. Dry run: 1,200 would have been reclaimed.")]
    [InlineData(
        0,
        0,
        0,
        0,
        0,
        1,
        "Licenses: nothing changed. Stopped at 1 license, more than the daily limit: " + "an administrator has to decide."
    )]
    public void Reclamation_says_what_moved_and_what_a_policy_did(
        int raised,
        int moved,
        int withdrawn,
        int taken,
        int dry,
        int stopped,
        string words
    ) => Assert.Equal(words, new AdvanceReport(new ReclaimReport(raised, moved, withdrawn, 0), new TakeReport(taken, dry, stopped)).Words);

    [Fact]
    public void Rules_and_digests_say_only_what_there_was()
    {
        Assert.Equal("Exemptions by rule: 2 removed.", new RulesReport(0, 2).Words);
        Assert.Equal("", RulesReport.Nothing.Words);
        Assert.Equal("3 sent, 1 failed: see Settings, Notices to managers", new SentReport(3, 1, 0).Words);
        Assert.Null(new SentReport(0, 0, 0).Words);
    }
}
