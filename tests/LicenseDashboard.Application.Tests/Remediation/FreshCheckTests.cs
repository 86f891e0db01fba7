using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

public class FreshCheckTests
{
    public static TheoryData<string> WhatNoLongerHolds =>
        ["used at the vendor", "used in facts", "gone", "seat", "roles", "role gone", "infer", "exempt", "granters"];

    [Theory, MemberData(nameof(WhatNoLongerHolds))]
    public async Task Fresh_check_cancels_what_no_longer_holds_and_says_why(string change)
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await ChangeAsync(bench, change);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
        var item = await bench.ItemAsync(0);
        Assert.Equal(RemediationStatus.Cancelled, item.Status);
        Assert.NotEmpty(item.Error);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review, item.Error), (row.Status, row.Lane, row.LaneNote));
    }

    private static async Task ChangeAsync(AdviceBench bench, string change)
    {
        await using var db = bench.Database.Open();
        switch (change)
        {
            case "used at the vendor":
                bench.Vendor.Conversations.Add(new VendorUsage("p0", bench.Today, "email", 1, 60));
                break;
            case "used in facts":
                db.Features.Add(
                    new UsageFeature
                    {
                        Key = 1,
                        PlatformKey = 1,
                        Name = "digital",
                    }
                );
                db.FeatureUses.Add(
                    new FeatureUse
                    {
                        PersonKey = AdviceBench.Key(0),
                        FeatureKey = 1,
                        FirstUsedOn = 1,
                        LastUsedOn = FactDay.Of(bench.Today.AddDays(-1)),
                    }
                );
                break;
            case "gone":
                bench.Vendor.Gone.Add("p0");
                break;
            case "seat":
                bench.Vendor.Hold("p0", "duo", "employee");
                break;
            case "roles":
                bench.Vendor.Implied["master"] = "cloudCX3";
                bench.Vendor.Hold("p0", "master", "employee");
                break;
            case "role gone":
                bench.Vendor.GoneRoles.Add("voice");
                break;
            case "infer":
                bench.Vendor.Implied["employee"] = "cloudCX2";
                break;
            case "exempt":
                db.Exemptions.Add(A.Exemption(AdviceBench.Key(0), from: bench.Today));
                break;
            case "granters":
                db.Roles.Add(
                    new Role
                    {
                        Key = 1,
                        PlatformKey = 1,
                        VendorId = "omni",
                        Name = "Omnichannel agent",
                        Permissions = ["authorization:grant:add"],
                    }
                );
                break;
        }

        await db.SaveChangesAsync();
    }
}
