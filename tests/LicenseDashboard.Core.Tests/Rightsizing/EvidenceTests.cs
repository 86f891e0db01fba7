using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class EvidenceTests
{
    private static readonly PersonFacts _person = Person with
    {
        LastUsedOn = Uses(("voice", Complete), ("digital", Day("2026-09-10"))),
        HiredOn = Day("2026-10-30"),
    };

    private static string Hash(PersonFacts person, int nights = 0) =>
        Find(
            person,
            Organization with
            {
                Streams = Organization.Streams.ToDictionary(s => s.Key, _ => Stream(Complete.AddDays(nights))),
            },
            Today.AddDays(nights)
        ).EvidenceHash;

    [Fact]
    public void Night_on_which_only_time_passes_changes_nothing() => Assert.Equal(Hash(_person), Hash(_person, nights: 1));

    [Fact]
    public void Use_of_a_feature_in_use_changes_nothing() =>
        Assert.Equal(
            Hash(_person),
            Hash(
                _person with
                {
                    LastUsedOn = Uses(("voice", Complete.AddDays(-3)), ("digital", Day("2026-09-10"))),
                    Seen = new LastSeen(Today),
                }
            )
        );

    [Fact]
    public void What_decides_changes_it()
    {
        string[] hashes =
        [
            Hash(_person),
            Hash(_person with { LastUsedOn = Uses(("voice", Complete), ("digital", Day("2026-09-11"))) }),
            Hash(_person with { LastUsedOn = Uses(("voice", Complete)) }),
            Hash(_person with { ExemptBy = "LEAVE" }),
            Hash(_person with { HiredOn = Day("2026-10-31") }),
            Hash(_person with { GroupIds = ["g-none"] }),
            Hash(_person.Granted(Employee, OmniCx3, ReportReader)),
            Hash(_person with { Present = Present(Complete.AddDays(-3)) }),
            Hash(_person with { Grants = [new(Employee, ["Home"]), new(OmniCx3, ["Vienna"])] }),
        ];
        Assert.Distinct(hashes);
    }

    [Fact]
    public void Role_set_hash_ignores_order_and_doubles()
    {
        Assert.Equal(RoleSetHash.Of(["b", "a"]), RoleSetHash.Of(["a", "b", "a"]));
        Assert.NotEqual(RoleSetHash.Of(["a", "b"]), RoleSetHash.Of(["ab"]));
        Assert.Equal(32, RoleSetHash.Of([]).Length);
    }
}
