using System.Text.RegularExpressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The first of the month: pages of fifty rows, decided and turned with the keyboard alone; and a lead who has no rows at all.
/// </summary>
public sealed class FiftyRowsTests(FiftyRowsTests.FullProgram program) : IClassFixture<FiftyRowsTests.FullProgram>
{
    private const int PageOfRows = 50;
    private const string Reason = "Covers the billing queue at the end of each quarter.";

    [Fact]
    public async Task Fifty_rows_are_decided_by_keys_alone()
    {
        await program.FilledAsync();
        await program.CopyRowsAsync();
        await using var visit = await program.ListAsync("?sort=name");
        var keys = visit.Page.Keyboard;
        await visit.HearsKeysAsync();
        await Expect(visit.Rows).ToHaveCountAsync(PageOfRows);
        var ids = await IdsAsync(visit);
        await visit.PictureAsync("fifty-before");

        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(visit.Panel.Locator("svg.bars").First).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Panel).ToHaveCountAsync(0);
        for (var row = 0; row < PageOfRows; row++)
        {
            var id = await visit.FocusedAsync();
            Assert.Contains(id.ToString(), ids);
            if (row % 10 == 3)
            {
                await keys.PressAsync("r");
                await Expect(visit.Dialog.GetByLabel("Reason for keeping this license")).ToBeFocusedAsync();
                await keys.TypeAsync(Reason);
                await keys.PressAsync("Control+Enter");
                await Expect(visit.Dialog).ToHaveCountAsync(0);
            }
            else
            {
                await keys.PressAsync("a");
            }

            if (row < PageOfRows - 1)
            {
                await Expect(visit.Row(id)).Not.ToBeFocusedAsync();
            }
        }

        await program.DecidedAsync([.. ids.Select(Guid.Parse)]);
        await visit.PictureAsync("fifty-after");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Page_keys_turn_the_page_while_a_row_has_the_focus()
    {
        await program.FilledAsync();
        await program.CopyRowsAsync();
        await using var visit = await program.ListAsync("?tab=review&sort=name");
        var keys = visit.Page.Keyboard;
        await visit.HearsKeysAsync();
        var first = await IdsAsync(visit);

        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await visit.FocusedAsync();
        await keys.PressAsync("PageDown");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("page=2"));
        await Expect(visit.Row(Guid.Parse(first[0]))).ToHaveCountAsync(0);
        Assert.Empty(first.Intersect(await IdsAsync(visit)));
        Assert.Equal((await IdsAsync(visit))[0], (await visit.FocusedAsync()).ToString());
        await visit.PictureAsync("second-page");

        await keys.PressAsync("PageUp");
        await Expect(visit.Row(Guid.Parse(first[0]))).ToBeFocusedAsync();

        // Other rows may be carried out meanwhile and leave; those that remain are the same, in the same order.
        var again = await IdsAsync(visit);
        Assert.Equal(first.Intersect(again), again.Intersect(first));

        // There is no page before the first: the key scrolls, as everywhere, and nothing is asked of the server.
        await keys.PressAsync("PageUp");
        await Expect(visit.Row(Guid.Parse(first[0]))).ToBeFocusedAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Group_is_approved_as_one_and_undone_as_one()
    {
        await program.FilledAsync();
        await program.CopyRowsAsync();

        // What another test approved is of copies that the vendor doesn't know, so it comes back under review.
        await program.CarriedOutAsync();
        await using var visit = await program.ListAsync("?tab=review&group=change");
        var before = await visit.CountAsync("Review");
        var group = visit.Page.Locator("tr.group").First;
        var people = int.Parse(
            Regex.Match(await group.Locator(".sum").InnerTextAsync(), "^[0-9]+").Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
        await visit.PictureAsync("groups");
        await visit.AssertAccessibleAsync();
        await group.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Approve group") }).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync($"{people}");
        await visit.PictureAsync("groups-dialog");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("nav[aria-label=Tabs] a").Filter(new() { HasText = "Review" }).Locator("b"))
            .ToHaveTextAsync($"{before - people}");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Undo all") }).ClickAsync();
        await Expect(visit.Page.Locator("nav[aria-label=Tabs] a").Filter(new() { HasText = "Review" }).Locator("b"))
            .ToHaveTextAsync($"{before}");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Lead_without_reports_is_told_so_instead_of_that_all_is_well()
    {
        await program.FilledAsync();
        await program.EmptyTeamAsync("tobias.lindner@demo.example");
        await using var lead = await program.VisitAsync("downgrades", persona: "team-lead");
        await lead.ConnectedAsync();
        foreach (var path in new[] { "downgrades", "", "reclamation", "people" })
        {
            await lead.Page.GotoAsync(path);
            await lead.ConnectedAsync();
            await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "No one reports to you" })).ToBeVisibleAsync();
            await lead.PictureAsync("nobody-" + (path.Length > 0 ? path : "overview"));
            await lead.AssertAccessibleAsync();
        }

        lead.AssertCalm();
    }

    private static Task<string[]> IdsAsync(Visit visit) =>
        visit.Rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.row)");

    public sealed class FullProgram : ProgramFixture
    {
        /// <summary>The small organization's rows nine times more under other names, once.</summary>
        public async Task CopyRowsAsync()
        {
            await using var db = await Services
                .GetRequiredService<IDbContextFactory<LicenseDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken);
            if (await db.People.AnyAsync(person => person.Key > 1_000_000, TestContext.Current.CancellationToken))
            {
                return;
            }

            for (var copy = 1; copy <= 9; copy++)
            {
                // The first digit of a version 7 id is 0 for a long time to come.
                await CopyAsync<Person>(
                    db,
                    "People",
                    "Key < 1000000",
                    new()
                    {
                        ["Key"] = $"Key + {copy}000000",
                        ["Id"] = $"'{copy}' || substr(Id, 2)",
                        ["VendorId"] = $"VendorId || '-{copy}'",
                        ["Email"] = "NULL",
                        ["NormalizedEmail"] = "NULL",
                    }
                );
                await CopyAsync<Recommendation>(
                    db,
                    "Recommendations",
                    "PersonKey < 1000000",
                    new()
                    {
                        ["Id"] = $"'{copy}' || substr(Id, 2)",
                        ["PersonKey"] = $"PersonKey + {copy}000000",
                        ["VendorId"] = $"VendorId || '-{copy}'",
                        ["Name"] = $"Name || ' {copy}'",
                    }
                );
                await CopyAsync<StoredEvidence>(
                    db,
                    "RecommendationEvidence",
                    "RecommendationId LIKE '0%'",
                    new() { ["RecommendationId"] = $"'{copy}' || substr(RecommendationId, 2)" }
                );
            }
        }

        /// <summary>As if the reporting line named no one below this one.</summary>
        public async Task EmptyTeamAsync(string mail)
        {
            await using var db = await Services
                .GetRequiredService<IDbContextFactory<LicenseDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                1,
                await db
                    .People.Where(person => person.Email == mail)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(person => person.PositionEnd, person => person.Position),
                        TestContext.Current.CancellationToken
                    )
            );
        }

        /// <summary>Waits until each of these rows has a decision.</summary>
        public Task DecidedAsync(IReadOnlyList<Guid> ids)
        {
            List<RecommendationId> wanted = [.. ids.Select(id => new RecommendationId(id))];
            return UntilAsync(
                async (db, ct) =>
                    await db
                        .Decisions.Where(d => wanted.Contains(d.RecommendationId))
                        .Select(d => d.RecommendationId)
                        .Distinct()
                        .CountAsync(ct) == ids.Count
            );
        }

        /// <summary>Waits until no approved change is about to be made.</summary>
        public Task CarriedOutAsync() =>
            UntilAsync(
                async (db, ct) =>
                    !await db.Remediations.AnyAsync(
                        item => item.Status == RemediationStatus.Planned || item.Status == RemediationStatus.Executing,
                        ct
                    )
            );

        private async Task UntilAsync(Func<LicenseDb, CancellationToken, Task<bool>> holds)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (true)
            {
                await using var db = await Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync(patience.Token);
                if (await holds(db, patience.Token))
                {
                    return;
                }

                await Task.Delay(200, patience.Token);
            }
        }

        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo:Agents", "80");

        private static async Task CopyAsync<T>(LicenseDb db, string table, string which, Dictionary<string, string> changed)
        {
            List<string> columns = [.. db.Model.FindEntityType(typeof(T))!.GetProperties().Select(property => property.GetColumnName())];
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            var values = string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, $"\"{column}\"")));
            var sql = $"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {which}";
            await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
        }
    }
}
