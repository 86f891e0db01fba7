using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Xunit;

namespace LicenseDashboard.Core.Tests.Usage;

public class SignalMapTests
{
    private static readonly SignalMap Map = new(Catalogue.Default);

    private static VendorAudit Audit(string service, string entity, string action, string? actor = "a", string? target = "t", bool failed = false) =>
        new(service, entity, action, actor, target, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), failed);

    [Theory]
    [InlineData("voice", "voice")]
    [InlineData("callback", "voice")]
    [InlineData("email", "digital")]
    [InlineData("tCoaching", "supervision")]
    [InlineData("cobrowse", "other-media")]
    [InlineData("video", "other-media")]
    [InlineData("tTalk", "")]
    [InlineData("nOffered", "")]
    public void A_conversation_signal_counts_for_the_feature_that_lists_it(string signal, string features) =>
        Assert.Equal(features, string.Join(',', Map.OfConversation(signal)));

    [Theory]
    [InlineData("counts", "received", "quality")]
    [InlineData("ignored", "received", "")]
    [InlineData("ignored", "done", "quality")]
    public void Being_evaluated_counts_as_the_policy_says(string policy, string signal, string features) => Assert.Equal(
        features, string.Join(',', new SignalMap(CatalogueJson.Replace(Catalogue.Default, $$"""{"qualityReceived": "{{policy}}"}""").Value).OfEvaluation(signal)));

    [Fact]
    public void An_audit_entry_counts_when_a_person_did_it_and_it_succeeded()
    {
        Assert.Equal(["administration"], Map.OfAudit(Audit("Routing", "Queue", "Update")));
        Assert.Empty(Map.OfAudit(Audit("Routing", "Queue", "Update", failed: true)));
        Assert.Empty(Map.OfAudit(Audit("Routing", "Queue", "Update", actor: null)));
        Assert.Empty(Map.OfAudit(Audit("Routing", "Queue", "View")));
        Assert.Equal(["speech-analytics"], Map.OfAudit(Audit("SpeechAndTextAnalytics", "Topic", "View")));
    }

    [Fact]
    public void Changing_oneself_is_no_administration()
    {
        Assert.Empty(Map.OfAudit(Audit("Directory", "User", "Update", actor: "a", target: "a")));
        Assert.Equal(["administration"], Map.OfAudit(Audit("Directory", "User", "Update", actor: "a", target: "b")));
    }

    [Fact]
    public void Services_that_feed_one_feature_form_one_group()
    {
        var group = Assert.Single(Map.Groups, g => g.Features.Contains("administration"));
        Assert.Equal(5, group.Streams.Count);
        Assert.Equal(["audits:WorkforceManagement"], Assert.Single(Map.Groups, g => g.Features.Contains("workforce-planning")).Streams);
        Assert.Equal(30, Assert.Single(Map.Groups, g => g.Features.Contains("workforce-planning")).Lookback);
        Assert.Equal(["voice", "digital", "supervision", "other-media"], Assert.Single(Map.Groups, g => g.Kind == StreamKind.Conversations).Features);
    }

    [Theory]
    [InlineData("Schedule", "View", true)]
    [InlineData("Schedule", "Read", true)]
    [InlineData("Schedule", "Update", false)]
    [InlineData("TimeOffRequest", "View", false)]
    public void Views_are_audited_when_a_listed_entity_is_paired_with_one(string entity, string action, bool audited) => Assert.Equal(audited, Map.AuditsViews(
        "WorkforceManagement",
        new VendorAuditMapping(new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> { ["WorkforceManagement"] = new Dictionary<string, IReadOnlyList<string>> { [entity] = [action] } })));
}
