using LicenseDashboard.Core.Directory;
using Xunit;

namespace LicenseDashboard.Core.Tests.Directory;

public sealed class RevivalTests
{
    private static readonly DateTime _left = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly IdentityFields _anna = new()
    {
        UserName = "anna@example.com",
        Email = "anna@example.com",
        DisplayName = "Anna Smith",
    };

    [Theory]
    [InlineData("0123456789abcdef0123456789ABCDEFanna@example.com", "anna@example.com")]
    [InlineData("0123456789abcdef0123456789abcdef", null)]
    [InlineData("0123456789abcdef0123456789abcdegnna@example.com", null)]
    [InlineData("anna@example.com", null)]
    public void Tombstone_is_32_hex_digits_before_a_name(string userName, string? name) => Assert.Equal(name, Revival.NameBehind(userName));

    [Theory]
    [
        InlineData(null, null, true),
        InlineData("E-1", null, true),
        InlineData(null, "E-1", true),
        InlineData("E-1", "e-1", true),
        InlineData("E-1", "E-2", false)
    ]
    public void Tombstone_and_name_are_a_pair_unless_the_employee_numbers_differ(string? known, string? said, bool pair)
    {
        var gone = Gone(_anna with { UserName = "0123456789abcdef0123456789abcdefAnna@example.com", EmployeeNumber = known });
        Assert.Equal(pair, Revival.IsPair(_anna with { EmployeeNumber = said }, gone));
    }

    [Theory]
    [InlineData("E-1", "E-1", 400, "Anna Smith", true)]
    [InlineData("E-1", "E-2", 0, "Anna Smith", false)]
    [InlineData("E-1", null, 0, "Anna Smith", false)]
    [InlineData(null, "E-1", 0, "Anna Smith", false)]
    [InlineData(null, null, 7, "anna smith", true)]
    [InlineData(null, null, 8, "Anna Smith", false)]
    [InlineData(null, null, 1, "Anna Jones", false)]
    [InlineData(null, null, 1, null, false)]
    public void Shared_address_is_the_same_person_by_number_or_within_a_week_by_name(
        string? known,
        string? said,
        int days,
        string? name,
        bool same
    ) =>
        Assert.Equal(
            same,
            Revival.IsSame(
                _anna with
                {
                    EmployeeNumber = said,
                    DisplayName = name,
                },
                Gone(_anna with { EmployeeNumber = known }),
                _left.AddDays(days)
            )
        );

    [Theory]
    [
        InlineData("E-1", "E-1", "x", "y", true),
        InlineData("E-1", "E-2", "x", "x", false),
        InlineData(null, "E-2", "x", "x", true),
        InlineData(null, null, "x", "y", false),
        InlineData(null, null, null, null, false)
    ]
    public void Name_is_adopted_by_employee_number_or_external_id(
        string? known,
        string? said,
        string? knownId,
        string? saidId,
        bool agrees
    ) =>
        Assert.Equal(
            agrees,
            Revival.Agrees(
                _anna with
                {
                    EmployeeNumber = said,
                    ExternalId = saidId,
                },
                Gone(_anna with { EmployeeNumber = known, ExternalId = knownId })
            )
        );

    private static Identity Gone(IdentityFields fields)
    {
        var identity = Identity.Created(fields with { Active = false }, _left);
        identity.Leave(_left);
        return identity;
    }
}
