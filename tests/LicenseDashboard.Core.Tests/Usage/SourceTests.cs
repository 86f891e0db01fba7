using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using Xunit;

namespace LicenseDashboard.Core.Tests.Usage;

public class SourceTests
{
    private static readonly SignalMap Map = new(Catalogue.Default);

    private static VendorAudit Audit(
        string service,
        string entity,
        string action,
        string? actor = "a",
        string? target = "t",
        bool failed = false
    ) => new(service, entity, action, actor, target, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), failed);

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
        Assert.Equal(features, string.Join(',', ConversationSource.FeaturesOf(Catalogue.Default, signal)));

    [Theory]
    [InlineData("counts", "received", "quality")]
    [InlineData("ignored", "received", "")]
    [InlineData("ignored", "done", "quality")]
    public void Being_evaluated_counts_as_the_policy_says(string policy, string signal, string features) =>
        Assert.Equal(
            features,
            string.Join(
                ',',
                EvaluationSource.FeaturesOf(
                    CatalogueJson.Replace(Catalogue.Default, $$"""{"qualityReceived": "{{policy}}"}""").Value,
                    signal
                )
            )
        );

    [Fact]
    public void An_audit_entry_counts_when_a_person_did_it_and_it_succeeded()
    {
        Assert.Equal(["administration"], AuditSource.FeaturesOf(Catalogue.Default, Audit("Routing", "Queue", "Update")));
        Assert.Empty(AuditSource.FeaturesOf(Catalogue.Default, Audit("Routing", "Queue", "Update", failed: true)));
        Assert.Empty(AuditSource.FeaturesOf(Catalogue.Default, Audit("Routing", "Queue", "Update", actor: null)));
        Assert.Empty(AuditSource.FeaturesOf(Catalogue.Default, Audit("Routing", "Queue", "View")));
        Assert.Equal(["speech-analytics"], AuditSource.FeaturesOf(Catalogue.Default, Audit("SpeechAndTextAnalytics", "Topic", "View")));
    }

    [Fact]
    public void Changing_oneself_is_no_administration_and_use_of_every_other_feature()
    {
        Assert.Empty(AuditSource.FeaturesOf(Catalogue.Default, Audit("Directory", "User", "Update", actor: "a", target: "a")));
        Assert.Equal(
            ["administration"],
            AuditSource.FeaturesOf(Catalogue.Default, Audit("Directory", "User", "Update", actor: "a", target: "b"))
        );
        Assert.Equal(
            ["workforce-planning"],
            AuditSource.FeaturesOf(Catalogue.Default, Audit("WorkforceManagement", "Schedule", "Update", actor: "a", target: "a"))
        );
    }

    [Fact]
    public void Services_that_feed_one_feature_form_one_group()
    {
        var group = Assert.Single(Map.Groups, g => g.Features.Contains("administration"));
        Assert.Equal(5, group.Streams.Count);
        Assert.Equal(["audits:WorkforceManagement"], Assert.Single(Map.Groups, g => g.Features.Contains("workforce-planning")).Streams);
        Assert.Equal(30, Assert.Single(Map.Groups, g => g.Features.Contains("workforce-planning")).Lookback);
        Assert.Equal(
            ["voice", "digital", "supervision", "other-media"],
            Assert.Single(Map.Groups, g => g.Streams.Contains("conversations")).Features
        );
    }

    [Theory]
    [InlineData("Schedule", "View", true)]
    [InlineData("Schedule", "Read", true)]
    [InlineData("Schedule", "Update", false)]
    [InlineData("TimeOffRequest", "View", false)]
    public void Views_are_audited_when_a_listed_entity_is_paired_with_one(string entity, string action, bool audited) =>
        Assert.Equal(
            audited,
            new AuditSource().SeesViews(
                "audits:WorkforceManagement",
                Catalogue.Default,
                new VendorAuditMapping(
                    new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>
                    {
                        ["WorkforceManagement"] = new Dictionary<string, IReadOnlyList<string>> { [entity] = [action] },
                    }
                )
            )
        );

    [Fact]
    public void Groups_are_in_the_order_of_the_sources_and_name_what_they_ask()
    {
        Assert.Equal(["Conversations", "Evaluations", "Audits", "Audits", "Audits", "Audits"], Map.Groups.Select(group => group.Heading));
        Assert.Equal("Audits of workforce planning", Map.Groups.First(group => group.Features.Contains("workforce-planning")).Title);
        Assert.Equal([31, 31, 30, 30, 30, 30], Map.Groups.Select(group => group.MostDays));
        Assert.Equal([null, null, 365, 365, 365, 365], Map.Groups.Select(group => group.KeptDays));
        Assert.True(Map.Presence.IsPresence);
        Assert.Equal(90, Map.Presence.Lookback);
    }

    [Theory]
    [InlineData("conversations", "Conversations")]
    [InlineData("planning", "Schedules and management units")]
    [InlineData("audits:SpeechAndTextAnalytics", "Audits of Speech and Text Analytics")]
    [InlineData("surveys", "surveys")]
    public void A_stream_has_a_title_for_people(string stream, string title) => Assert.Equal(title, SourceCatalogue.Title(stream));

    [Theory]
    [InlineData(2, 5, 2)]
    [InlineData(5, 2, 2)]
    public void Evaluations_and_audits_end_at_the_earlier_of_conversations_and_presence(int conversations, int presence, int until)
    {
        Assert.Equal(Hour(until), new EvaluationSource().Until(Hour(conversations), Hour(presence)));
        Assert.Equal(Hour(until), new AuditSource().Until(Hour(conversations), Hour(presence)));
        Assert.Equal(Hour(conversations), new ConversationSource().Until(Hour(conversations), Hour(presence)));
        Assert.Equal(Hour(presence), new PresenceSource().Until(Hour(conversations), Hour(presence)));

        static DateTime Hour(int hour) => new(2026, 11, 1, hour, 0, 0, DateTimeKind.Utc);
    }

    [Theory]
    [InlineData(true, null, "in a management unit")]
    [InlineData(false, "2026-10-19", null)]
    [InlineData(false, "2026-10-20", "on a published schedule")]
    [InlineData(false, "2026-12-18", "on a published schedule")]
    [InlineData(false, "2026-12-19", null)]
    public void Planned_is_a_unit_or_a_shift_from_the_window_to_30_days_ahead(bool inUnit, string? lastShift, string? words) =>
        Assert.Equal(
            words,
            PlanningSource.Planned(
                inUnit,
                lastShift is null ? null : DateOnly.Parse(lastShift, System.Globalization.CultureInfo.InvariantCulture),
                new(2026, 10, 20),
                new(2026, 11, 18)
            )
        );

    [Fact]
    public void A_feature_of_a_source_that_does_not_exist_is_refused()
    {
        var catalogue = Catalogue.Default with
        {
            Features = [.. Catalogue.Default.Features, Catalogue.Default.Features[0] with { Key = "surveys", Stream = "surveys" }],
        };
        Assert.Equal(
            "Feature 'surveys' can't come from 'surveys'; use one of conversations, evaluations, audits.",
            Assert.Single(SourceCatalogue.Contradictions(catalogue))
        );
        Assert.Throws<ArgumentException>(() => new SignalMap(catalogue));
    }
}
