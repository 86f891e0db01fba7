using System.Text;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

public class ImportTests
{
    [Fact]
    public async Task Preview_writes_nothing_and_applying_it_writes_what_it_said()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.RaiseAsync(bench.Found(0));
        var file = "user,tag,from,to,why\np0,SEASONAL_BURST,,2027-01-31,Winter peak\np1,leave,2026-12-01,,\n";
        var preview = (await RunAsync(bench, file)).Value;
        Assert.Equal([ImportOutcome.New, ImportOutcome.New], preview.Lines.Select(line => line.Outcome));
        Assert.Empty(await bench.ExemptionsAsync());

        var done = (await RunAsync(bench, file, new ImportOrder(preview.Preview, SkipErrors: false))).Value;
        Assert.True(done.Applied);
        Assert.Equal(
            [("SEASONAL_BURST", "Winter peak"), ("LEAVE", "Imported by CSV.")],
            (await bench.ExemptionsAsync()).Select(e => (e.Tag, e.Why))
        );
        Assert.Equal(Lane.Protected, (await bench.RowAsync(0)).Lane);
        Assert.Equal("exemptions.imported", (await bench.AuditAsync())[^1]);
        Assert.Equal([ImportOutcome.Same, ImportOutcome.Same], (await RunAsync(bench, file)).Value.Lines.Select(line => line.Outcome));
    }

    [Fact]
    public async Task File_with_a_separator_line_and_quoted_texts_is_read_as_it_was_meant()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        var report = (
            await RunAsync(
                bench,
                "\uFEFFsep=;\r\n\"user\";\"tag\";\"why\"\r\np0;LEAVE;\"Away; back in May,\r\nthen again\"\r\np1;LEAVE;Away\r\n"
            )
        ).Value;
        Assert.Equal([(3, ImportOutcome.New), (5, ImportOutcome.New)], report.Lines.Select(line => (line.Line, line.Outcome)));
    }

    [Fact]
    public async Task Every_line_that_is_wrong_says_why()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.DirectoryAsync(async db =>
        {
            foreach (var person in await db.People.Where(p => p.VendorId == "p1" || p.VendorId == "p2").ToListAsync())
            {
                person.NormalizedEmail = "twin@example.test";
            }

            (await db.People.SingleAsync(p => p.VendorId == "p0")).EmployeeId = "E-7";
        });
        var report = (
            await RunAsync(
                bench,
                """
                user,email,employee id,tag,from,to
                p9,,,LEAVE,,
                ,twin@example.test,,LEAVE,,
                ,,,LEAVE,,
                p0,,,NOWHERE,,
                p0,,,LEAVE,11/01/2026,
                p0,,,LEAVE,,2020-01-01
                ,,e-7,LEAVE,,
                p0,,,LEAVE,,
                p1,,,EXCEPTION,,
                """
            )
        ).Value;
        Assert.Equal(
            [
                "user \"p9\" is not in",
                "is 2 people (p1, p2)",
                "No person given",
                "tag \"NOWHERE\" is not known",
                "Write it as 2026-11-01",
                "is before",
                "",
                "as line 8",
                "the last day, is missing",
            ],
            report.Lines.Select(line => line.Message),
            (part, message) => part.Length == 0 ? message.Length == 0 : message.Contains(part, StringComparison.Ordinal)
        );
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10], report.Lines.Select(line => line.Line));
        Assert.Equal(8, report.Count(ImportOutcome.Error));
    }

    [Fact]
    public async Task Lines_that_disagree_and_keys_of_different_people_do_nothing()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.DirectoryAsync(async db =>
        {
            foreach (
                var (person, number) in (await db.People.Where(p => p.VendorId != "m").OrderBy(p => p.VendorId).ToListAsync()).Zip([
                    "0071",
                    "72",
                    "73",
                ])
            )
            {
                (person.EmployeeId, person.NormalizedEmail) = (number, person.VendorId + "@example.test");
            }
        });
        var report = (
            await RunAsync(
                bench,
                """
                user,email,employee id,tag,to
                p0,,,LEAVE,2027-01-31
                p1,p2@example.test,,LEAVE,
                ,,71,LEAVE,
                ,p0@example.test,71,LEAVE,2027-02-28
                ,,"7,2E+01",LEAVE,
                ,p1@example.test,72,SEASONAL_BURST,
                """
            )
        ).Value;
        Assert.Equal(
            [
                "Line 5 has different values for the same person and tag. Keep one of them.",
                "user and email name different people (p1 and p2). Keep the right one.",
                "employee id \"71\" differs from 0071 in leading zeros only; name the person by user or email.",
                "Line 2 has different values for the same person and tag. Keep one of them.",
                "employee id '7,2E+01' was rounded by a spreadsheet, so its digits are lost; format the column as text and "
                    + "export it again.",
                "",
            ],
            report.Lines.Select(line => line.Message)
        );
    }

    [Fact]
    public async Task Errors_refuse_the_file_unless_they_are_to_be_left_out()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var file = "user,tag\np0,LEAVE\np9,LEAVE\n";
        var preview = (await RunAsync(bench, file)).Value.Preview;
        Assert.Equal("invalid", (await RunAsync(bench, file, new ImportOrder(preview, SkipErrors: false))).Refusal!.Code);
        Assert.Empty(await bench.ExemptionsAsync());
        Assert.True((await RunAsync(bench, file, new ImportOrder(preview, SkipErrors: true))).Value.Applied);
        Assert.Single(await bench.ExemptionsAsync());
    }

    [Theory, InlineData("other file"), InlineData("exemption meanwhile"), InlineData("person gone"), InlineData("no preview")]
    public async Task What_differs_from_the_preview_is_not_applied(string difference)
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        var file = "user,tag,to\np0,LEAVE,2027-01-31\n";
        var preview = (await RunAsync(bench, file)).Value.Preview;
        switch (difference)
        {
            case "other file":
                file = "user,tag,to\np1,LEAVE,2027-01-31\n";
                break;
            case "exemption meanwhile":
                await ApplyAsync(bench, "user,tag,to\np0,LEAVE,2027-03-31\n");
                break;
            case "person gone":
                await bench.DirectoryAsync(async db => (await db.People.SingleAsync(p => p.VendorId == "p0")).State = PersonState.Deleted);
                break;
        }

        var before = (await bench.ExemptionsAsync()).Count;
        Assert.Equal(
            "stale",
            (await RunAsync(bench, file, new ImportOrder(difference == "no preview" ? null : preview, SkipErrors: true))).Refusal!.Code
        );
        Assert.Equal(before, (await bench.ExemptionsAsync()).Count);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("user,tag\n", "0 data lines")]
    [InlineData("name,tag\nx,LEAVE\n", "must name the columns")]
    [InlineData("user,tag,until\np0,LEAVE,\n", "\"until\" is unknown")]
    [InlineData("user,tag\np0,\"LEAVE\n", "is not closed")]
    public async Task File_that_is_wrong_as_a_whole_is_refused(string file, string says)
    {
        await using var bench = await ExemptionBench.CreateAsync();
        Assert.Contains(says, (await RunAsync(bench, file)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(ImportExemptions.MostLines, true), InlineData(ImportExemptions.MostLines + 1, false)]
    public async Task File_may_have_so_many_lines(int lines, bool read)
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var report = await RunAsync(bench, "user,tag\n" + string.Concat(Enumerable.Repeat("p0,LEAVE\n", lines)));
        Assert.Equal(read, report.Refusal is null);
    }

    [Fact]
    public async Task File_that_is_too_big_is_refused()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        Assert.Contains(
            "at most",
            (await RunAsync(bench, new string('x', ImportExemptions.MostBytes + 1))).Refusal!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_sample_file_imports_every_line()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        var rows = ImportExemptions.Sample(bench.Today);
        await bench.DirectoryAsync(async db =>
        {
            var people = await db.People.Where(p => p.VendorId != "m").OrderBy(p => p.VendorId).Take(3).ToListAsync();
            foreach (var (person, row) in people.Zip(rows.Skip(1)))
            {
                person.NormalizedEmail = row[0];
            }
        });
        var report = (await RunAsync(bench, string.Join('\n', rows.Select(row => string.Join(',', row))))).Value;
        Assert.Equal([("SEASONAL_BURST", ""), ("LEAVE", ""), ("EXCEPTION", "")], report.Lines.Select(line => (line.Tag, line.Message)));
        Assert.All(report.Lines, line => Assert.Equal(ImportOutcome.New, line.Outcome));
    }

    [Fact]
    public async Task Only_administrators_import()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var outcome = await bench
            .Get<ImportExemptions>()
            .RunAsync(A.Auditor, ExemptionBench.Platform, "user,tag\np0,LEAVE\n"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal("forbidden", outcome.Refusal!.Code);
    }

    private static Task<Outcome<ImportReport>> RunAsync(AdviceBench bench, string file, ImportOrder? order = null) =>
        bench
            .Get<ImportExemptions>()
            .RunAsync(A.Administrator, ExemptionBench.Platform, Encoding.UTF8.GetBytes(file), order, CancellationToken.None);

    private static async Task ApplyAsync(AdviceBench bench, string file) =>
        Assert.True(
            (await RunAsync(bench, file, new ImportOrder((await RunAsync(bench, file)).Value.Preview, SkipErrors: false))).Value.Applied
        );
}
