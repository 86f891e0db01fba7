using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Testing;

/// <summary>Builders: a test names only what matters to it.</summary>
public static partial class A
{
    public static Platform Platform(string name = "genesys", string timeZone = "UTC") =>
        new()
        {
            Name = name,
            Vendor = "genesys",
            TimeZone = timeZone,
        };

    public static Person Person(string vendorId, int platform = 1, string? name = null, PersonState state = PersonState.Active) =>
        new()
        {
            PlatformKey = platform,
            VendorId = vendorId,
            Name = name ?? "Person " + vendorId,
            Email = vendorId + "@example.test",
            NormalizedEmail = vendorId + "@example.test",
            State = state,
        };

    public static ExemptionTag Tag(
        string name = ExemptionTag.SeasonalBurst,
        int platform = 1,
        Protection protection = Protection.Both,
        Season? season = null
    ) => ExemptionTag.Add(platform, name, new TagTerms("For a test.", protection, IsBurst: season is not null, Season: season));

    public static Exemption Exemption(
        int person,
        string tag = ExemptionTag.SeasonalBurst,
        DateOnly? from = null,
        DateOnly? to = null,
        Protection protection = Protection.Both,
        ExemptionSource source = ExemptionSource.Person
    ) =>
        Core.Exemptions.Exemption.Set(
            person,
            Tag(tag, protection: protection),
            source,
            new ExemptionTerms(from ?? new DateOnly(2020, 1, 1), to, "For a test."),
            Administrator,
            DateTime.UnixEpoch
        );

    public static Viewer Administrator => new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    public static Viewer Auditor => new("Otto", "persona:otto", ViewerRoles.Auditor, []);
}
