using Bunit;
using LicenseDashboard.Application.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Notices;

/// <summary>The page with its real use cases on a database of its own.</summary>
public sealed class NoticesPageTests : IAsyncDisposable
{
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_written_yet_says_what_writes_notices()
    {
        await OpenAsync(held: null);
        Assert.Contains("Notices to managers” writes them each morning", Show().Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Notices are not being sent", Show().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_have_been_sent_is_shown_with_why_it_was_not()
    {
        await OpenAsync(held: "this is the demo");
        await WriteAsync(held: "this is the demo");
        var page = Show();
        Assert.Contains("Notices are not being sent: this is the demo.", page.Find(".notice").TextContent, StringComparison.Ordinal);
        var row = page.Find("tbody tr");
        Assert.Contains("Mia Lang", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("mia@example.test", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Email: not sent", row.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tr.below"));

        await page.Find(".subject").ClickAsync(new());
        Assert.Equal("true", page.Find(".subject").GetAttribute("aria-expanded"));
        Assert.Equal("https://licenses.example.test/reclamation?row=1", page.Find("tr.below li a").GetAttribute("href"));
        Assert.Empty(page.FindAll("tr.below button"));
        await page.Find(".subject").ClickAsync(new());
        Assert.Empty(page.FindAll("tr.below"));
    }

    [Theory, InlineData(ViewerRoles.Administrator, 1), InlineData(ViewerRoles.Auditor, 0)]
    public async Task Failed_notice_says_why_and_is_sent_again_by_an_administrator_only(ViewerRoles role, int buttons)
    {
        await OpenAsync(held: null);
        await WriteAsync(failure: "535 authentication failed");
        var page = Show(role);
        await page.Find(".subject").ClickAsync(new());
        Assert.Contains("535 authentication failed", page.Find("tr.below").TextContent, StringComparison.Ordinal);
        Assert.Equal(buttons, page.FindAll("tr.below button").Count);
        if (buttons > 0)
        {
            await page.Find("tr.below button").ClickAsync(new());
            page.WaitForAssertion(() => Assert.Contains("Email: queued", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
            Assert.Equal(["The notice will be sent with the next run."], _bench!.Said);
        }
    }

    [Theory, InlineData(ViewerRoles.Administrator, 1), InlineData(ViewerRoles.Auditor, 0)]
    public async Task Notice_that_may_have_arrived_says_what_to_do_and_is_sent_again_by_an_administrator_only(ViewerRoles role, int buttons)
    {
        await OpenAsync(held: null);
        await WriteAsync(failure: "No answer came.", status: DeliveryStatus.Uncertain);
        var page = Show(role, "settings/notices?status=uncertain");
        Assert.Contains("Email: may have arrived", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await page.Find(".subject").ClickAsync(new());
        Assert.Contains("If it arrived, no action is needed.", page.Find("tr.below").TextContent, StringComparison.Ordinal);
        Assert.Equal(buttons, page.FindAll("tr.below button").Count);
    }

    [Fact]
    public async Task Notices_are_sorted_by_a_head_and_counted_page_by_page()
    {
        await OpenAsync(held: null);
        await WriteAsync(held: "this is the demo", to: "Zoe Adler");
        await WriteAsync(held: "this is the demo", to: "Ben Young");
        string[] Order(string address) =>
            [
                .. Show(address: address)
                    .FindAll("tbody td[data-label=Recipient] > div")
                    .Select(cell => cell.ChildNodes[0].TextContent.Trim()),
            ];
        Assert.Equal(["Ben Young", "Zoe Adler"], Order("settings/notices?sort=recipient"));
        Assert.Equal(["Zoe Adler", "Ben Young"], Order("settings/notices?sort=-recipient"));
        Assert.Equal("descending", Show().FindAll("thead th")[^1].GetAttribute("aria-sort"));
        Assert.Contains("sort 'size'", Show(address: "settings/notices?sort=size").Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_without_notices_and_a_state_that_does_not_exist_are_told_apart()
    {
        await OpenAsync(held: null);
        Assert.Contains(
            "No notices with this status",
            Show(address: "settings/notices?status=failed").Find(".empty").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "status 'lost'",
            Show(address: "settings/notices?status=lost").Find(".notice").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Manager_is_told_that_the_page_is_not_for_them()
    {
        await OpenAsync(held: null);
        var page = Show(ViewerRoles.OperationsManager);
        Assert.Contains("You don't have access", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private IRenderedComponent<NoticesPage> Show(ViewerRoles role = ViewerRoles.Administrator, string address = "settings/notices") =>
        _bench!.Show<NoticesPage>(role, address);

    private async Task OpenAsync(string? held) =>
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton(new NoticeRoute(new Uri("https://licenses.example.test"), [NoticeChannel.Mail], null, held))
                .AddSingleton<DigestList>()
                .AddSingleton<SendAgain>()
                .AddScoped<NoticesData>()
        );

    private async Task WriteAsync(
        string? held = null,
        string? failure = null,
        DeliveryStatus status = DeliveryStatus.Failed,
        string to = "Mia Lang"
    )
    {
        var digest = new Digest
        {
            PlatformKey = 1,
            Kind = DigestKind.Reclamation,
            RecipientKey = 7,
            RecipientName = to,
            RecipientMail = "mia@example.test",
            Subject = "Inactive licenses: 1 license now due",
            Content = """
                {"Subject":"Inactive licenses: 1 license now due","Opening":"Licenses of your people.",
                 "Summary":"1 due","Link":"/reclamation","Sections":[{"Title":"Due","Link":"/reclamation",
                 "Lines":[{"Text":"Ben Evans: CX 2","Link":"https://licenses.example.test/reclamation?row=1"}],
                 "More":0}]}
                """,
            CreatedAt = PageBench.Clock.GetUtcNow().UtcDateTime,
        };
        if (held is not null)
        {
            digest.Hold(NoticeChannel.Mail, held);
        }
        else
        {
            digest.Deliver(NoticeChannel.Mail);
        }

        await using var db = _bench!.Database.Open();
        db.Digests.Add(digest);
        await db.SaveChangesAsync();
        if (failure is not null)
        {
            await db.Set<NoticeDelivery>()
                .ExecuteUpdateAsync(all => all.SetProperty(one => one.Status, status).SetProperty(one => one.Error, failure));
        }
    }
}
