using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Demo;

public sealed class DemoExemptionsTests(WebProgram program) : IClassFixture<WebProgram>
{
    [Fact]
    public async Task Demo_starts_with_a_rule_for_its_emergency_administrators()
    {
        var rules = program.Services.GetRequiredService<RuleList>();
        var rule = Assert.Single(await rules.RunAsync(Viewer.Job("test"), "genesys", TestContext.Current.CancellationToken));
        Assert.Equal(
            (ExemptionTag.BreakGlass, RuleField.Name, "Emergency Access *", "First start"),
            (rule.Tag, rule.Field, rule.Value, rule.SetByName)
        );
    }
}
