using LicenseDashboard.Core.Rightsizing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>No row that is ready may be wrong, whatever the organization and however much of it the vendor shows.</summary>
public class ReadyPropertyTests(ITestOutputHelper output)
{
    private const int Organizations = 40;
    private const int People = 30;

    [Fact]
    public void Ready_rows_of_kind_organizations_are_right_and_are_a_fifth_of_the_people_at_least()
    {
        var (ready, people) = Check(kind: true);
        output.WriteLine($"{ready} of {people} people are ready ({100.0 * ready / people:0.0} %)");
        Assert.True(ready * 5 >= people, $"{ready} of {people} people are ready");
    }

    [Fact]
    public void Ready_rows_of_unkind_organizations_are_right()
    {
        var (ready, people) = Check(kind: false);
        output.WriteLine($"{ready} of {people} people are ready ({100.0 * ready / people:0.0} %)");
        Assert.True(ready > 0);
    }

    private static (int Ready, int People) Check(bool kind)
    {
        var (ready, people) = (0, 0);
        for (var seed = 1; seed <= Organizations; seed++)
        {
            var organization = new RandomOrganization(seed, kind, People);
            var oracle = new ReadyOracle(organization);
            foreach (var (person, verdict) in Evaluate(organization))
            {
                people++;
                if (verdict is Finding { Lane: Lane.Ready } finding)
                {
                    ready++;
                    try
                    {
                        oracle.Check(person, finding);
                    }
                    catch (Xunit.Sdk.XunitException wrong)
                    {
                        Assert.Fail($"Organization {seed}, person {person.Facts.Key}, {string.Join(", ", finding.Plan!)}: {wrong.Message}");
                    }
                }
            }
        }

        return (ready, people);
    }

    private static List<(RandomPerson Person, Verdict Verdict)> Evaluate(RandomOrganization organization)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        while (true)
        {
            var evaluation = new Evaluation(organization.Facts with { InferAnswers = answers }, organization.Today);
            var verdicts = organization.People.Select(person => (person, Verdict: evaluation.Evaluate(person.Facts))).ToList();
            var questions = InferQuestions.Of(verdicts.Select(pair => pair.Verdict)).ToList();
            if (questions.Count == 0)
            {
                return verdicts;
            }

            foreach (var question in questions)
            {
                answers[question.Hash] = organization.Infer(question.RoleIds);
            }
        }
    }
}
