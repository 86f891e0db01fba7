using Bunit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using LicenseDashboard.Web.Reclamation;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

/// <summary>The page with its real use cases on a database of its own.</summary>
public sealed class LeaversPageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.OpenAsync(Add);
        await using var db = _bench.Database.Open();
        db.Skus.Add(
            new OfferedSku
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "cloudCX3",
                Defined = true,
            }
        );
        db.ExemptionTags.AddRange(ExemptionTag.BuiltIn.Select(tag => ExemptionTag.Add(1, tag.Name, tag.Terms)));
        var (mia, max) = (A.Person("p1", 1, "Mia Lang"), A.Person("p2", 1, "Max Xu"));
        (mia.EmployeeId, max.EmployeeId) = ("E-1", "E-2");
        db.People.AddRange(mia, max);
        await db.SaveChangesAsync();
        db.Seats.Add(
            new Seat
            {
                PersonKey = mia.Key,
                SkuKey = 1,
                From = new DateOnly(2026, 1, 1),
            }
        );
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Nobody_has_left_says_how_leavers_arrive()
    {
        Assert.Contains("No one is on hold", Show(ViewerRoles.Administrator).Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "/scim/v2",
            Show(ViewerRoles.Administrator, "leavers?tab=all").Find(".empty").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Manager_is_told_that_the_page_is_not_for_them() =>
        Assert.Contains(
            "Only administrators and auditors",
            Show(ViewerRoles.OperationsManager).Find("main, section").TextContent,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tab_that_does_not_exist_is_named() =>
        Assert.Contains(
            "tab 'gone'",
            Show(ViewerRoles.Administrator, "leavers?tab=gone").Find(".notice").TextContent,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Held_leaver_is_released_by_an_administrator_and_an_auditor_has_no_buttons()
    {
        await ReportAsync(LeaverStatus.Held, "p1");
        Assert.Empty(Show(ViewerRoles.Auditor, "leavers?tab=held").FindAll("main button, td button"));

        var page = Show(ViewerRoles.Administrator, "leavers?tab=held");
        Assert.Contains("Mia Lang", page.Find(".grid tbody th").TextContent, StringComparison.Ordinal);
        await page.Find("button[aria-label='Release Mia Lang']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("No one is on hold", page.Markup, StringComparison.Ordinal));
        Assert.Equal(["Mia Lang: released."], _bench.Said);
        Assert.Empty(page.FindAll("[role=status].visually-hidden"));
    }

    [Fact]
    public async Task Leavers_on_hold_show_the_hour_with_the_limit_and_its_numbers_as_a_table()
    {
        await ReportAsync(LeaverStatus.Due, "p2");
        await ReportAsync(LeaverStatus.Held, "p1");
        var chart = Show(ViewerRoles.Auditor, "leavers?tab=held").Find("section.surge");
        Assert.Contains("more than 10 people had left within an hour", chart.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 leaver is on hold", chart.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Time", "Passed in the hour before", "On hold"], chart.QuerySelectorAll("thead th").Select(head => head.TextContent));
        Assert.Equal(["1", "1"], chart.QuerySelectorAll("tbody tr:last-child td").Select(cell => cell.TextContent));
        Assert.Empty(Show(ViewerRoles.Auditor, "leavers?tab=all").FindAll("section.surge"));
    }

    [Fact]
    public async Task Leaver_of_a_roster_shows_the_person_and_the_file_and_of_a_provider_its_token()
    {
        await RosterAsync("employee id,e-mail,status,last day\nE-1,,terminated,2026-12-24\n");
        var row = Show(ViewerRoles.Auditor, "leavers?tab=scheduled").Find("tbody tr").TextContent;
        Assert.Contains("Ada, from roster.csv", row, StringComparison.Ordinal);
        Assert.Contains("HR roster,", row, StringComparison.Ordinal);
        await ReportAsync(LeaverStatus.WithoutSeat, "p2");
        row = Show(ViewerRoles.Auditor, "leavers?tab=all").Find("tbody tr").TextContent;
        Assert.Contains("Identity provider", row, StringComparison.Ordinal);
        Assert.Contains("API token entra", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_who_are_held_are_released_only_after_a_question()
    {
        await ReportAsync(LeaverStatus.Held, "p1");
        await ReportAsync(LeaverStatus.Held, "p2");
        var page = Show(ViewerRoles.Administrator, "leavers?tab=held");
        await page.FindAll(".held button")[0].ClickAsync(new());
        var question = page.FindComponent<LeaverDialog>();
        Assert.Contains("The licenses of all 2 people are released", question.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".grid tbody tr").Count);
        await question.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("No one is on hold", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_accounts_stand_side_by_side_and_one_is_chosen()
    {
        await RosterAsync("employee id,e-mail,status,last day\nE-1,p2@example.test,terminated,\n");
        var page = Show(ViewerRoles.Administrator, "leavers?tab=match");
        Assert.Equal("E-1, p2@example.test", page.Find("tbody th .second").TextContent);
        Assert.NotNull(page.Find("button[aria-label='Dismiss… One of 2 accounts: E-1, p2@example.test']"));
        var accounts = page.FindAll(".candidates li").Select(each => each.TextContent).ToList();
        Assert.Equal(2, accounts.Count);
        Assert.Contains(
            accounts,
            each =>
                each.Contains("Max Xu", StringComparison.Ordinal)
                && each.Contains("E-2", StringComparison.Ordinal)
                && each.Contains("None", StringComparison.Ordinal)
        );
        Assert.Contains(
            accounts,
            each => each.Contains("Mia Lang", StringComparison.Ordinal) && each.Contains("Holds one", StringComparison.Ordinal)
        );
        await page.Find("button[aria-label^='Max Xu']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nothing to match", page.Markup, StringComparison.Ordinal));
    }

    [Theory, InlineData("same person", 0, "the same person."), InlineData("someone else", 1, "two people.")]
    public async Task Users_who_may_be_one_person_stand_side_by_side_until_an_administrator_decides(
        string answer,
        int accountsLeft,
        string words
    )
    {
        int before;
        await using (var db = _bench.Database.Open())
        {
            var now = PageBench.Clock.GetUtcNow().UtcDateTime;
            var old = Identity.Created(
                new IdentityFields
                {
                    UserName = "mia@example.test",
                    DisplayName = "Mia Lang",
                    EmployeeNumber = "E-1",
                    Active = false,
                },
                now
            );
            var hired = Identity.Created(new IdentityFields { UserName = "mia.lang@example.test", DisplayName = "Mia L." }, now);
            db.Identities.AddRange(old, hired);
            await db.SaveChangesAsync();
            before = old.Key;
            db.IdentityPeople.Add(
                new IdentityPerson
                {
                    PersonKey = db.People.Single(p => p.VendorId == "p1").Key,
                    IdentityKey = before,
                    Since = now,
                }
            );
            db.IdentityMatches.Add(
                new IdentityMatch
                {
                    IdentityKey = hired.Key,
                    OtherKey = before,
                    SaidAt = now,
                }
            );
            await db.SaveChangesAsync();
        }

        Assert.Empty(Show(ViewerRoles.Auditor, "leavers?tab=match").FindAll("td button"));
        var page = Show(ViewerRoles.Administrator, "leavers?tab=match");
        Assert.Contains("Account: Mia Lang", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Employee id unknown", page.Find("tbody th").TextContent, StringComparison.Ordinal);
        await page.Find($"button[aria-label$='{answer}']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nothing to match", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Mia L.: " + words, Assert.Single(_bench.Said), StringComparison.Ordinal);
        await using var read = _bench.Database.Open();
        Assert.Equal(accountsLeft, read.IdentityPeople.Count(link => link.IdentityKey == before));
    }

    [Fact]
    public async Task Roster_shows_each_line_before_anything_is_written_and_then_does_just_that()
    {
        var page = Show(ViewerRoles.Administrator);
        await page.Find("header button").ClickAsync(new());
        Choose(page, "employee id,e-mail,status,last day\nE-1,,terminated,2026-12-24\nE-2,,gone,\n");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".lines tbody tr").Count));
        var lines = page.FindAll(".lines tbody tr").Select(line => line.TextContent).ToList();
        Assert.Contains("'gone' is not known; write active, leave or terminated", lines[0], StringComparison.Ordinal);
        Assert.Contains("Mia Lang", lines[1], StringComparison.Ordinal);
        await using (var db = _bench.Database.Open())
        {
            Assert.Empty(db.Leavers);
        }

        await page.FindAll("button")
            .Single(button => button.TextContent.Contains("Apply 1 line", StringComparison.Ordinal))
            .ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("1 line applied", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".lines"));
        Assert.Contains("Scheduled", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_roster_is_refused_with_the_column_that_lacks()
    {
        var page = Show(ViewerRoles.Administrator);
        await page.Find("header button").ClickAsync(new());
        Choose(page, "name\nMia\n");
        page.WaitForAssertion(() => Assert.Contains("status", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Apply", StringComparison.Ordinal));
    }

    private static void Add(IServiceCollection services)
    {
        services
            .AddSingleton<IVendorConnectors>(new GrantingVendor(PageBench.Clock))
            .AddSingleton(Catalogue.Default)
            .AddSingleton<IReadOnlyList<Application.Platforms.PlatformSeed>>([]);
        services.AddDirectory().AddExemptions().AddLeavers();
        services.AddRightsizing().AddRecommendations().AddRemediation().AddReclamation().AddScoped<LeaversData>();
    }

    private static void Choose(IRenderedComponent<LeaversPage> page, string csv) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(csv, "roster.csv"));

    private IRenderedComponent<LeaversPage> Show(ViewerRoles role, string address = "leavers") => _bench.Show<LeaversPage>(role, address);

    private async Task ReportAsync(LeaverStatus status, string vendorId)
    {
        await using var db = _bench.Database.Open();
        var person = db.People.Single(p => p.VendorId == vendorId);
        db.Leavers.Add(
            Leaver.Report(
                new LeaverReport(person.PlatformKey, person.Key, null, LeaverSource.Scim, "token:entra", null, status),
                PageBench.Clock.GetUtcNow().UtcDateTime
            )
        );
        await db.SaveChangesAsync();
    }

    private async Task RosterAsync(string csv)
    {
        var (viewer, file) = (new Viewer("Ada", "ada", ViewerRoles.Administrator, []), System.Text.Encoding.UTF8.GetBytes(csv));
        var preview = await _bench
            .Database.Get<Application.Reclamation.Roster.PreviewRoster>()
            .RunAsync(viewer, file, CancellationToken.None);
        Assert.Null(
            (
                await _bench
                    .Database.Get<Application.Reclamation.Roster.ApplyRoster>()
                    .RunAsync(viewer, file, preview.Value.Digest, "roster.csv", CancellationToken.None)
            ).Refusal
        );
    }
}
