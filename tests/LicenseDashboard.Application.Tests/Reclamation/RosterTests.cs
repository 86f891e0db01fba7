using System.Text;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>The bench's day is 20 November 2026.</summary>
public sealed class RosterTests
{
    [Fact]
    public async Task Preview_reports_each_line_and_writes_nothing()
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        var preview = await PreviewAsync(
            bench,
            """
            Employee ID;E-Mail;Status;Last day;Office
            E-1;p0001@example.test;terminated;;Berlin
            ;P0002@EXAMPLE.TEST;Terminated;2026-11-20;
            E-3;;terminated;2026-12-24;
            E-4;;leave;2027-03-31;
            E-5;p0005@example.test;active;;
            E-6;;retired;;
            E-99;nobody@example.test;terminated;;
            E-7;;terminated;24.12.2026;
            E-1;;active;;
            ;;active;;
            E-6;p0007@example.test;terminated;;
            E-8;;leave;2026-11-19;
            """
        );
        Assert.Equal(
            [
                RosterAction.Problem,
                RosterAction.LeavesLater,
                RosterAction.LeavesLater,
                RosterAction.SetLeave,
                RosterAction.Nothing,
                RosterAction.Problem,
                RosterAction.Problem,
                RosterAction.Problem,
                RosterAction.Problem,
                RosterAction.Problem,
                RosterAction.Ambiguous,
                RosterAction.Problem,
            ],
            preview.Lines.Select(line => line.Action)
        );
        Assert.Contains("2026-11-30", preview.Lines[7].Words, StringComparison.Ordinal);
        Assert.Equal("Line 10 has different values for the same person. Keep one of them.", preview.Lines[0].Words);
        Assert.Equal("Line 2 has different values for the same person. Keep one of them.", preview.Lines[8].Words);
        Assert.Equal("Access ends on 2026-11-21, the day after the last day.", preview.Lines[1].Words);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], preview.Lines.Select(line => line.Line));
        Assert.Empty(await bench.LeaversAsync());
    }

    [Fact]
    public async Task The_sample_file_is_understood_line_by_line()
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        var rows = PreviewRoster.Sample(DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime));
        var file = string.Join('\n', rows.Select(row => string.Join(',', row)));
        Assert.All((await PreviewAsync(bench, file)).Lines, line => Assert.Equal(RosterAction.Problem, line.Action));

        await using (var db = bench.Database.Open())
        {
            foreach (var (person, row) in (await db.People.OrderBy(p => p.VendorId).Take(3).ToListAsync()).Zip(rows.Skip(1)))
            {
                (person.EmployeeId, person.NormalizedEmail) = (row[0], row[1]);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [RosterAction.Nothing, RosterAction.SetLeave, RosterAction.LeavesLater],
            (await PreviewAsync(bench, file)).Lines.Select(line => line.Action)
        );
    }

    [Fact]
    public async Task Applying_does_what_was_shown_and_only_once()
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        const string File =
            "employee id,e-mail,status,last day\n"
            + "E-1,,terminated,\nE-3,,terminated,2026-12-24\nE-4,,leave,2027-03-31\nE-6,p0007@example.test,terminated,\n";
        await ApplyAsync(bench, File);
        Assert.Equal(
            [LeaverStatus.Due, LeaverStatus.Scheduled, LeaverStatus.Ambiguous],
            (await bench.LeaversAsync())
                .Select(leaver => leaver.Status)
                .OrderBy(status => status == LeaverStatus.Ambiguous)
                .ThenByDescending(status => status)
        );
        await using var db = bench.Database.Open();
        var leave = await db.Exemptions.SingleAsync();
        Assert.Equal((ExemptionTag.Leave, ExemptionSource.Hr, new DateOnly(2027, 3, 31)), (leave.Tag, leave.Source, leave.To!.Value));

        var again = await PreviewAsync(bench, File);
        Assert.Equal(
            [RosterAction.Nothing, RosterAction.Nothing, RosterAction.Nothing, RosterAction.Nothing],
            again.Lines.Select(line => line.Action)
        );
        await ApplyAsync(bench, File);
        Assert.Equal(3, (await bench.LeaversAsync()).Count);
    }

    [Fact]
    public async Task Line_that_several_accounts_fit_is_shown_to_who_chooses_and_says_nothing_new_when_sent_again()
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        const string File = "employee id,e-mail,status\nE-6,p0007@example.test,terminated\n";
        Assert.Equal([RosterAction.Ambiguous], Actions(await ApplyAsync(bench, File)));
        Assert.Equal([RosterAction.Nothing], Actions(await ApplyAsync(bench, File)));
        var row = Assert.Single(await ToMatchAsync(bench));
        Assert.Equal("E-6, p0007@example.test", row.Said);

        Assert.Equal(
            LeaverStatus.Due,
            (
                await bench
                    .Database.Get<ChooseLeaver>()
                    .RunAsync(A.Administrator, row.Id, row.Candidates[0].Id, TestContext.Current.CancellationToken)
            ).Value
        );
        Assert.Null(Assert.Single(await bench.LeaversAsync()).Said);
        Assert.Equal([RosterAction.Nothing], Actions(await ApplyAsync(bench, File)));
        Assert.Single(await bench.LeaversAsync());
    }

    [Theory]
    [InlineData("E-6,p0007@example.test,terminated,2026-12-01", "The last day was changed.")]
    [InlineData("E-6,p0007@example.test,terminated,", "The matching accounts have changed.")]
    public async Task Line_that_several_accounts_fit_is_presented_again_when_it_says_something_else(string line, string why)
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        const string Header = "employee id,e-mail,status,last day\n";
        await ApplyAsync(bench, Header + "E-6,p0007@example.test,terminated,");
        if (line.EndsWith(','))
        {
            await using var db = bench.Database.Open();
            await db.People.Where(p => p.VendorId == "p0008").ExecuteUpdateAsync(set => set.SetProperty(p => p.EmployeeId, "E-6"));
        }

        Assert.Equal([RosterAction.Ambiguous], Actions(await ApplyAsync(bench, Header + line)));
        Assert.Equal([RosterAction.Nothing], Actions(await ApplyAsync(bench, Header + line)));
        Assert.Equal([why, ""], (await bench.LeaversAsync()).Select(leaver => leaver.Note));
        Assert.Single(await ToMatchAsync(bench));
    }

    [Fact]
    public async Task Two_lines_that_share_an_account_both_wait_for_their_match()
    {
        await using var bench = await LeaverBench.CreateAsync(8);
        await ApplyAsync(bench, "employee id,e-mail,status\nE-6,p0007@example.test,terminated\n");
        await ApplyAsync(bench, "employee id,e-mail,status\nE-7,p0008@example.test,terminated\n");
        Assert.Equal(
            ["E-6, p0007@example.test", "E-7, p0008@example.test"],
            (await ToMatchAsync(bench)).Select(row => row.Said).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Scheduled_leaver_works_the_last_day_and_is_due_on_the_next()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await ApplyAsync(bench, "employee id,status,last day\nE-1,terminated,2026-11-22\n");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await bench.PlanAsync());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await bench.PlanAsync());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await bench.PlanAsync());
        Assert.Equal(LeaverStatus.Planned, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Fact]
    public async Task Back_from_leave_and_back_from_termination_end_both()
    {
        await using var bench = await LeaverBench.CreateAsync(3);
        await ApplyAsync(bench, "employee id,status,last day\nE-1,leave,\nE-2,terminated,2026-12-01\n");
        var preview = await ApplyAsync(bench, "employee id,status,last day\nE-1,active,\nE-2,active,\n");
        Assert.Equal([RosterAction.EndLeave, RosterAction.ComesBack], preview.Lines.Select(line => line.Action));
        await using var db = bench.Database.Open();
        Assert.False(await db.Exemptions.AnyAsync());
        Assert.Equal(LeaverStatus.Dismissed, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Fact]
    public async Task Apply_of_what_was_not_previewed_does_nothing()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var outcome = await bench
            .Database.Get<ApplyRoster>()
            .RunAsync(
                A.Administrator,
                Bytes("employee id,status\nE-1,terminated\n"),
                "another",
                "roster.csv",
                TestContext.Current.CancellationToken
            );
        Assert.Equal("stale", outcome.Refusal?.Code);
        Assert.Empty(await bench.LeaversAsync());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("employee id,e-mail\nE-1,x\n", "\"status\" is missing")]
    [InlineData("status\nactive\n", "both missing")]
    [InlineData("status,STATUS,e-mail\na,b,c\n", "2 times")]
    public async Task File_that_can_not_be_used_says_why(string text, string words)
    {
        await using var bench = await LeaverBench.CreateAsync(1);
        var outcome = await bench
            .Database.Get<PreviewRoster>()
            .RunAsync(A.Administrator, Bytes(text), TestContext.Current.CancellationToken);
        Assert.Equal("invalid", outcome.Refusal?.Code);
        Assert.Contains(words, outcome.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_any_encoding_is_read()
    {
        await using var bench = await LeaverBench.CreateAsync(1);
        const string Text = "employee id,e-mail,status\nE-1,p0001@example.test,terminated\n";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1 })
        {
            var outcome = await bench
                .Database.Get<PreviewRoster>()
                .RunAsync(
                    A.Administrator,
                    (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(Text)],
                    TestContext.Current.CancellationToken
                );
            Assert.Equal(RosterAction.Leaves, Assert.Single(outcome.Value.Lines).Action);
        }
    }

    [Fact]
    public async Task Only_an_administrator_imports()
    {
        await using var bench = await LeaverBench.CreateAsync(1);
        var outcome = await bench
            .Database.Get<PreviewRoster>()
            .RunAsync(A.Auditor, Bytes("employee id,status\nE-1,terminated\n"), TestContext.Current.CancellationToken);
        Assert.Equal("forbidden", outcome.Refusal?.Code);
    }

    private static IEnumerable<RosterAction> Actions(RosterPreview preview) => preview.Lines.Select(line => line.Action);

    private static async Task<IReadOnlyList<LeaverRow>> ToMatchAsync(LeaverBench bench) =>
        (
            await bench
                .Database.Get<LeaverList>()
                .RunAsync(A.Administrator, LeaverView.Ambiguous, LeaverSort.Default, new Page(1, 50), TestContext.Current.CancellationToken)
        )
            .Value
            .Items;

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<RosterPreview> PreviewAsync(LeaverBench bench, string text) =>
        (await bench.Database.Get<PreviewRoster>().RunAsync(A.Administrator, Bytes(text), TestContext.Current.CancellationToken)).Value;

    private static async Task<RosterPreview> ApplyAsync(LeaverBench bench, string text)
    {
        var preview = await PreviewAsync(bench, text);
        return (
            await bench
                .Database.Get<ApplyRoster>()
                .RunAsync(A.Administrator, Bytes(text), preview.Digest, "roster.csv", TestContext.Current.CancellationToken)
        ).Value;
    }
}
