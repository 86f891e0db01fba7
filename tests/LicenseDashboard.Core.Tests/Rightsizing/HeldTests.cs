using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class HeldTests
{
    private static HeldLicense Read(params string[] ids) => new LicenseReader(Catalogue, Organization.Definitions).Read(ids);

    private static HeldLicense ReadWith(SkuFacts extra, params string[] ids) =>
        new LicenseReader(Catalogue, [.. Organization.Definitions, extra]).Read(ids);

    [Fact]
    public void Prerequisite_counts_as_part() => Assert.Equal(["cloudCX3"], Read("cloudCX3", "collaboratePro").Ids);

    [Fact]
    public void Base_under_an_add_on_stays_the_base()
    {
        var held = Read("gc1WEMupgrade", "cloudCX1", "collaboratePro");
        Assert.Equal(["cloudCX1", "gc1WEMupgrade"], held.Ids);
        Assert.Equal(130_000_000, held.Price);
        Assert.Empty(held.Faults);
    }

    [Fact]
    public void Comprised_sku_counts_as_part_through_others()
    {
        var held = ReadWith(new("suite", [], [], ["middle"]), "cloudCX1", "suite", "communicate");
        Assert.Equal(["cloudCX1", "suite"], held.Ids);
        held = new LicenseReader(Catalogue, [new("suite", [], [], ["middle"]), new("middle", [], ["extra"], [])]).Read([
            "cloudCX1",
            "suite",
            "extra",
        ]);
        Assert.Equal(["cloudCX1", "suite"], held.Ids);
    }

    [Fact]
    public void Base_that_an_unknown_add_on_needs_stays_the_base() =>
        Assert.Equal(["cloudCX3", "cxCloudSF"], ReadWith(new("cxCloudSF", [], ["cloudCX3"], []), "cloudCX3", "cxCloudSF").Ids);

    [Fact]
    public void Base_comprised_in_another_counts_as_part()
    {
        var definitions = Organization.Definitions.Select(d => d.Id == "cloudCX3" ? d with { Comprises = ["cloudCX1"] } : d).ToList();
        var held = new LicenseReader(Catalogue, definitions).Read(["cloudCX1", "cloudCX3"]);
        Assert.Equal(["cloudCX3"], held.Ids);
        Assert.Empty(held.Faults);
    }

    [Theory]
    [InlineData("cloudCX3,cloudCX1", "cloudCX3", 1)]
    [InlineData("cloudCX3,gc2WEMupgrade", "cloudCX3", 1)]
    [InlineData("cloudCX2,gcSTAupgrade,gc2WEMupgrade", "cloudCX2,gc2WEMupgrade", 1)]
    [InlineData("cloudCX3,cloudCX2,gc2WEMupgrade", "cloudCX3", 2)]
    [InlineData("gc2WEMupgrade", "", 1)]
    public void What_does_not_belong_is_ignored_with_a_fault(string listed, string expected, int faults)
    {
        var held = Read(listed.Split(','));
        Assert.Equal(expected, string.Join(',', held.Ids));
        Assert.Equal(faults, held.Faults.Count);
    }

    [Fact]
    public void Unknown_sku_has_no_price_and_no_features()
    {
        Assert.Equal(Read("cloudCX3").Price, Read("cloudCX3", "cxCloudSF").Price);
        Assert.Equal(Read("cloudCX3").Features, Read("cloudCX3", "cxCloudSF").Features);
    }

    [Fact]
    public void Data_fault_puts_the_row_in_review()
    {
        var finding = Find(Person.Holding("cloudCX3", "cloudCX1"));
        Assert.Equal(["data-fault"], Codes(finding));
        Assert.Contains("CX 1", finding.DataNotes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explicit_add_on_stays_and_asks_for_a_look()
    {
        var person = Person.Holding("cloudCX2", "gc2WEMupgrade").Granted(Employee, OmniCx2);
        Assert.Equal(NoFindingReason.NothingCheaper, Reason(Judge(person)));
    }

    [Fact]
    public void Explicit_base_stays() => Assert.Equal(NoFindingReason.NothingCheaper, Reason(Judge(Person.Granted(Employee, Voice))));

    [Fact]
    public void Explicit_unknown_sku_stays_in_the_target()
    {
        var finding = Find(Person.Holding("cloudCX3", "cxCloudSF"));
        Assert.Equal(["cloudCX1", "cxCloudSF"], finding.Target);
        Assert.Equal(["cxCloudSF"], finding.Explicit);
        Assert.Equal(["cxCloudSF"], finding.Unknown);
        Assert.Equal(["explicit-sku", "unknown-sku"], Codes(finding));
    }

    [Theory]
    [InlineData("cloudCX2", NoFindingReason.DataFault)]
    [InlineData("cloudCX1", NoFindingReason.DataFault)]
    public void Roles_that_imply_a_higher_base_are_a_data_fault(string held, NoFindingReason reason) =>
        Assert.Equal(reason, Reason(Judge(Person.Holding(held))));

    [Fact]
    public void Roles_that_imply_an_add_on_not_held_are_a_data_fault() =>
        Assert.Equal(NoFindingReason.DataFault, Reason(Judge(Person.Holding("cloudCX2").Granted(Employee, OmniCx2, Planner))));

    [Fact]
    public void Roles_that_imply_an_unknown_sku_not_held_are_a_data_fault()
    {
        var organization = Organization with
        {
            InferAnswers = new Dictionary<string, IReadOnlyList<string>>
            {
                [RoleSetHash.Of([Employee, OmniCx3])] = ["cloudCX3", "cxCloudSF"],
            },
        };
        Assert.Equal(NoFindingReason.DataFault, Reason(Judge(Person, organization)));
        Assert.IsType<Finding>(Judge(Person.Holding("cloudCX3", "cxCloudSF"), organization));
    }

    [Fact]
    public void Unknown_sku_that_the_roles_imply_must_still_be_inferred()
    {
        string[] roles = [Employee, OmniCx3];
        var organization = Organization with
        {
            InferAnswers = new Dictionary<string, IReadOnlyList<string>> { [RoleSetHash.Of(roles)] = ["cloudCX3", "cxCloudSF"] },
        };
        var finding = Find(Person.Holding("cloudCX3", "cxCloudSF"), organization);
        Assert.Equal((null, Lane.Review), (finding.Plan, finding.Lane));
        Assert.Equal(["cloudCX1", "cxCloudSF"], finding.Target);
        Assert.Empty(finding.Explicit);
    }

    [Fact]
    public void Used_feature_that_held_does_not_give_is_a_data_note()
    {
        var verdict = Judge(
            Person.Holding("cloudCX1").Granted(Employee, Voice) with
            {
                LastUsedOn = Uses(("voice", Complete), ("digital", Complete)),
            }
        );
        Assert.Equal("uses digital, which CX 1 does not include", verdict.DataNotes.Single());
    }

    [Fact]
    public void Pinned_feature_is_required_by_exact_role_name_or_title()
    {
        Assert.Equal(
            ["voice", "quality"],
            Find(Person, With("""{"pins": [{"features": ["quality"], "role": "Omnichannel agent CX3"}]}""")).Required
        );
        Assert.Equal(["voice", "quality"], Find(Person, With("""{"pins": [{"features": ["quality"], "title": "Agent"}]}""")).Required);
        Assert.Equal(
            ["voice"],
            Find(
                Person,
                With("""{"pins": [{"features": ["quality"], "title": "agent"}, {"features": ["quality"], "role": "Omnichannel"}]}""")
            ).Required
        );
    }

    [Fact]
    public void Target_is_limited_to_what_the_organization_can_hold()
    {
        var finding = Find(Person, Organization with { Definitions = [.. Organization.Definitions.Where(d => d.Id != "cloudCX1")] });
        Assert.Equal(["cloudCX2"], finding.Target);
    }

    [Fact]
    public void Contracted_price_decides_and_is_labelled()
    {
        var finding = Find(Person, With("""{"contractPrices": {"cloudCX3": 100, "cloudCX1": 60}}"""));
        Assert.Equal((80m, true), (finding.Saving.Amount, finding.ContractedPrice)); // the saving stays list
        Assert.False(Find(Person).ContractedPrice);
        Assert.Equal(NoFindingReason.NothingCheaper, Reason(Judge(Person, With("""{"contractPrices": {"cloudCX3": 75}}"""))));
    }
}
