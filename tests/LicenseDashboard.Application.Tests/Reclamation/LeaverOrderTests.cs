using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public sealed class LeaverOrderTests
{
    [Fact]
    public async Task Leavers_come_in_the_order_asked_for()
    {
        await using var bench = await LeaverBench.CreateAsync(3);
        foreach (var (person, name) in new[] { (2, "Zoe"), (1, "Ben"), (3, "Mia") })
        {
            await using (var db = bench.Database.Open())
            {
                await db
                    .People.Where(p => p.VendorId == LeaverBench.Id(person))
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, name));
            }

            await bench.SayAsync(person, active: false);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["Mia", "Ben", "Zoe"], await NamesAsync(bench, LeaverSort.Default));
        Assert.Equal(["Zoe", "Ben", "Mia"], await NamesAsync(bench, "reportedAt"));
        Assert.Equal(["Ben", "Mia", "Zoe"], await NamesAsync(bench, "name"));
        Assert.Equal(["Zoe", "Mia", "Ben"], await NamesAsync(bench, "-name"));
        foreach (var sort in LeaverSort.Fields.SelectMany(field => new[] { field, "-" + field }))
        {
            Assert.Equal(3, (await NamesAsync(bench, sort)).Count);
        }
    }

    private static async Task<List<string>> NamesAsync(LeaverBench bench, string sort)
    {
        var list = bench.Database.Get<LeaverList>();
        var read = await list.RunAsync(A.Administrator, LeaverView.Recent, sort, new Page(1, 50), CancellationToken.None);
        return [.. read.Value.Items.Select(row => row.Name)];
    }
}
