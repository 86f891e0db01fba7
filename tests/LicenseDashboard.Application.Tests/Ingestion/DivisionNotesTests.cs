using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class DivisionNotesTests
{
    private static readonly DateOnly C = HiddenOrganization.C;

    private readonly HiddenOrganization _vienna = new();

    private async Task<IngestBench> PulledAsync()
    {
        var bench = await IngestBench.CreateAsync(_vienna.Vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        return bench;
    }

    [Fact]
    public async Task Division_that_is_not_shown_is_noted_and_no_pull_covers_it()
    {
        await using var bench = await PulledAsync();
        Assert.Equal(["conversations d3", "presence d3"], await NotesAsync(bench));
        Assert.Equal(["audits", "evaluations"], await CoveredAsync(bench));
        await bench.UsageAsync();
        Assert.Equal(["conversations d3", "presence d3"], await NotesAsync(bench));
        Assert.Equal(["audits", "evaluations"], await CoveredAsync(bench));
        Assert.Equal(FeatureState.Unknown, await HiddenOrganization.DigitalAsync(bench));
    }

    [Fact]
    public async Task Division_that_is_shown_later_has_its_whole_history_pulled_again_at_once()
    {
        await using var bench = await PulledAsync();
        Assert.Empty(await bench.FactsAsync(HiddenOrganization.Chatted, HiddenOrganization.LastChat));
        _vienna.Show();
        _vienna.Vendor.Calls.Clear();
        await bench.UsageAsync();

        Assert.Empty(await NotesAsync(bench));
        Assert.Equal(["digital 3 90", "voice 10 600"], await bench.FactsAsync(HiddenOrganization.Chatted, HiddenOrganization.LastChat));
        var first = (await bench.CoveredAsync("conversations"))[0];
        Assert.Equal(first, _vienna.Vendor.Calls.Where(c => c.Call == "Conversations").Min(c => c.From));
        Assert.Equal(await bench.CoveredAsync("conversations"), await DaysAsync(bench, "conversations"));
        Assert.Equal(await bench.CoveredAsync("presence"), await DaysAsync(bench, "presence"));

        // Who chatted until ten days ago needs CX 2, not CX 1; the others take calls only.
        Assert.Equal(["cloudCX2"], Assert.IsType<Finding>(await HiddenOrganization.JudgeAsync(bench)).Target);
        Assert.Equal(["cloudCX1"], Assert.IsType<Finding>(await HiddenOrganization.JudgeAsync(bench, "p21")).Target);

        // The next day asks the last days only.
        _vienna.Vendor.Calls.Clear();
        await bench.UsageAsync();
        Assert.Equal(C.AddDays(-2), _vienna.Vendor.Calls.Where(c => c.Call == "Conversations").Min(c => c.From));
    }

    [Fact]
    public async Task History_that_breaks_off_goes_on_in_the_next_run()
    {
        await using var bench = await PulledAsync();
        _vienna.Show();
        var asked = 0;

        // How far conversations are complete is asked again once the pull is done: what is read next is the history.
        _vienna.Vendor.OnCompleteUntil = until =>
        {
            if (++asked == 2)
            {
                _vienna.Vendor.Break("Presence", 1);
            }

            return until;
        };
        Assert.Equal(RunStatus.Failed, (await bench.UsageAsync()).Run.Status);
        Assert.Equal(["presence d3 shown"], await NotesAsync(bench));
        Assert.Equal(FeatureState.Used, await HiddenOrganization.DigitalAsync(bench));

        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        Assert.Empty(await NotesAsync(bench));
        Assert.Equal(await bench.CoveredAsync("presence"), await DaysAsync(bench, "presence"));
    }

    [Fact]
    public async Task Division_that_vanishes_loses_the_days_since_it_last_showed_anything()
    {
        _vienna.Show();
        await using var bench = await PulledAsync();
        Assert.Empty(await NotesAsync(bench));
        _vienna.Hide();
        for (var day = 1; day <= 50; day += 7)
        {
            bench.Clock.Advance(TimeSpan.FromDays(7));
            _vienna.Vendor.CompleteUntil = _vienna.Vendor.CompleteUntil!.Value.AddDays(7);
            for (var ago = 7; ago > 0; ago--)
            {
                SmallOrganization.Day(_vienna.Vendor, 12, IngestBench.Today.AddDays(day + 6 - ago), salt: day);
            }

            await bench.UsageAsync();
        }

        // What was pulled while it was shown stays; all days since, those of earlier pulls too, are not covered.
        Assert.Equal(["conversations d3", "presence d3"], await NotesAsync(bench));
        var covered = await DaysAsync(bench, "presence");
        Assert.Equal(new DateOnly(2026, 11, 18), covered[^1]);
        Assert.Equal(covered, await DaysAsync(bench, "conversations"));
    }

    [Fact]
    public async Task Who_moves_out_of_a_hidden_division_takes_along_that_nothing_is_known()
    {
        await using var bench = await PulledAsync();
        Move(HiddenOrganization.Chatted, "d1");
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        Assert.Equal(FeatureState.Unknown, await HiddenOrganization.DigitalAsync(bench));
        Assert.False(await HiddenOrganization.JudgeAsync(bench) is Finding { Lane: Lane.Ready });

        _vienna.Show();
        await bench.UsageAsync();
        Assert.Equal(["cloudCX2"], Assert.IsType<Finding>(await HiddenOrganization.JudgeAsync(bench)).Target);
    }

    [Fact]
    public async Task Move_is_kept_with_its_days_and_a_kill_in_between_loses_none()
    {
        await using var bench = await PulledAsync();
        Assert.Equal(["d3 2026-11-20"], await StretchesAsync(bench));
        Move(HiddenOrganization.Chatted, "d1");
        await bench.DirectoryAsync();
        Move(HiddenOrganization.Chatted, HiddenOrganization.Division);
        await bench.DirectoryAsync();
        Assert.Equal(["d1 2026-11-20..2026-11-20", "d3 2026-11-20"], await StretchesAsync(bench));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await using (var db = bench.Database.Open())
        {
            // Killed after people were stored.
            var home = await db.Divisions.Where(d => d.VendorId == "d1").Select(d => d.Key).SingleAsync();
            await db
                .People.Where(p => p.VendorId == HiddenOrganization.Chatted)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.DivisionKey, home));
        }

        Assert.Equal(FeatureState.Unknown, await HiddenOrganization.DigitalAsync(bench));
        Move(HiddenOrganization.Chatted, "d2");
        await bench.DirectoryAsync();
        Assert.Equal(
            ["d1 2026-11-20..2026-11-20", "d3 2026-11-20..2026-11-21", "d1 2026-11-21..2026-11-21", "d2 2026-11-21"],
            await StretchesAsync(bench)
        );
    }

    private void Move(string person, string division)
    {
        var at = _vienna.Vendor.People.FindIndex(p => p.Id == person);
        _vienna.Vendor.People[at] = _vienna.Vendor.People[at] with { DivisionId = division };
    }

    private static async Task<List<string>> NotesAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        return await (
            from note in db.UncoveredDivisions
            join stream in db.Streams on note.StreamKey equals stream.Key
            join division in db.Divisions on note.DivisionKey equals division.Key
            orderby stream.Name, division.VendorId
            select stream.Name + " " + division.VendorId + (note.Shown ? " shown" : "")
        ).ToListAsync();
    }

    /// <summary>Streams with a covered day there, audits as one.</summary>
    private static async Task<List<string>> CoveredAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        var vienna = await db.Divisions.Where(d => d.VendorId == HiddenOrganization.Division).Select(d => d.Key).SingleAsync();
        var names = await db
            .Streams.Where(s => db.Coverage.Any(c => c.StreamKey == s.Key && c.DivisionKey == vienna))
            .Select(s => s.Name)
            .ToListAsync();
        return [.. names.Select(name => name.Split(':')[0]).Distinct().Order()];
    }

    private static async Task<List<DateOnly>> DaysAsync(IngestBench bench, string stream)
    {
        await using var db = bench.Database.Open();
        var days = await db
            .Coverage.Where(c =>
                db.Divisions.Any(d => d.Key == c.DivisionKey && d.VendorId == HiddenOrganization.Division)
                && db.Streams.Any(s => s.Key == c.StreamKey && s.Name == stream)
            )
            .Select(c => c.Day)
            .Order()
            .ToListAsync();
        return [.. days.Select(Core.Usage.FactDay.ToDate)];
    }

    private static async Task<List<string>> StretchesAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        var rows = await (
            from stretch in db.PersonDivisions
            join person in db.People on stretch.PersonKey equals person.Key
            join division in db.Divisions on stretch.DivisionKey equals division.Key
            where person.VendorId == HiddenOrganization.Chatted
            orderby stretch.From, division.VendorId
            select new
            {
                division.VendorId,
                stretch.From,
                stretch.To,
            }
        ).ToListAsync();
        return rows.ConvertAll(row => $"{row.VendorId} {row.From:yyyy-MM-dd}{(row.To is { } to ? $"..{to:yyyy-MM-dd}" : "")}");
    }
}
