using LicenseDashboard.Testing.Vendors;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>A small organization whose people the program knows and whose usage it has not read yet.</summary>
internal static class UsageWorld
{
    public const int PeopleCount = 8;
    public static readonly DateOnly Today = IngestBench.Today;

    /// <summary>The last day that the vendor shows whole.</summary>
    public static readonly DateOnly C = Today.AddDays(-2);

    public static FakeVendor Vendor(int historyDays = 130) => SmallOrganization.Create(PeopleCount, Today, historyDays);

    public static async Task<IngestBench> KnownPeopleAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.Calls.Clear();
        return bench;
    }
}
