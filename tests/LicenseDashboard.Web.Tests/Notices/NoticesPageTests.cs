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
        var digest = page.Find("details");
        Assert.Contains("Mia Lang, mia@example.test", digest.TextContent, StringComparison.Ordinal);
        Assert.Contains("Email: not sent", digest.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://licenses.example.test/reclamation?row=1", digest.QuerySelector("li a")!.GetAttribute("href"));
        Assert.Empty(digest.QuerySelectorAll("button"));
    }

    [Theory, InlineData(ViewerRoles.Administrator, 1), InlineData(ViewerRoles.Auditor, 0)]
    public async Task Failed_notice_says_why_and_is_sent_again_by_an_administrator_only(ViewerRoles role, int buttons)
    {
        await OpenAsync(held: null);
        await WriteAsync(failure: "535 authentication failed");
        var page = Show(role);
        Assert.Contains("535 authentication failed", page.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Equal(buttons, page.FindAll("details button").Count);
        if (buttons > 0)
        {
            await page.Find("details button").ClickAsync(new());
            page.WaitForAssertion(() => Assert.Contains("Email: waits", page.Find("summary").TextContent, StringComparison.Ordinal));
        }
    }

    [Theory, InlineData(ViewerRoles.Administrator, 1), InlineData(ViewerRoles.Auditor, 0)]
    public async Task Notice_that_may_have_arrived_says_what_to_do_and_is_sent_again_by_an_administrator_only(ViewerRoles role, int buttons)
    {
        await OpenAsync(held: null);
        await WriteAsync(failure: "No answer came.", status: DeliveryStatus.Uncertain);
        var page = Show(role, "settings/notices?status=uncertain");
        Assert.Contains("Email: may have arrived", page.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("If it arrived, no action is needed.", page.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Equal(buttons, page.FindAll("details button").Count);
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
        Assert.Contains("You don't have access", Show(ViewerRoles.OperationsManager).Markup, StringComparison.Ordinal);
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

    private async Task WriteAsync(string? held = null, string? failure = null, DeliveryStatus status = DeliveryStatus.Failed)
    {
        var digest = new Digest
        {
            PlatformKey = 1,
            Kind = DigestKind.Reclamation,
            RecipientKey = 7,
            RecipientName = "Mia Lang",
            RecipientMail = "mia@example.test",
            Subject = "Unused licenses: 1 license now due",
            Content = """
                {"Subject":"Unused licenses: 1 license now due","Opening":"Licenses of your people.",
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
