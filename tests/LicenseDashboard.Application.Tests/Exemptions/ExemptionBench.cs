using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Tests.Exemptions;

/// <summary>An <see cref="AdviceBench"/> whose platform has its tags.</summary>
internal static class ExemptionBench
{
    public const string Platform = "genesys";

    public static async Task<AdviceBench> CreateAsync(int people = 1)
    {
        var bench = await AdviceBench.CreateAsync(people);
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        return bench;
    }

    public static Task<Outcome<AssignReport>> AssignAsync(
        this AdviceBench bench,
        string tag,
        DateOnly? from = null,
        DateOnly? to = null,
        Viewer? viewer = null,
        params string[] people
    ) =>
        bench
            .Get<AssignExemptions>()
            .RunAsync(
                viewer ?? A.Administrator,
                Platform,
                tag,
                people.Length > 0 ? people : ["p0"],
                new ExemptionRequest(from, to, "Needed for the season"),
                CancellationToken.None
            );

    public static async Task<IReadOnlyList<Exemption>> ExemptionsAsync(this AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        return await db.Exemptions.AsNoTracking().OrderBy(e => e.PersonKey).ThenBy(e => e.Key).ToListAsync();
    }

    public static async Task<ExemptionTag> TagAsync(this AdviceBench bench, string name)
    {
        await using var db = bench.Database.Open();
        return await db.ExemptionTags.AsNoTracking().SingleAsync(t => t.Name == name);
    }

    public static async Task DirectoryAsync(this AdviceBench bench, Func<LicenseDb, Task> change)
    {
        await using var db = bench.Database.Open();
        await change(db);
        await db.SaveChangesAsync();
    }
}
