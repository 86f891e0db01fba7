using LicenseDashboard.Application.Notices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Reviews;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Application.Tests.Notices;

/// <summary>A platform with two managers, rows to write about, and a mail server that remembers.</summary>
internal sealed class NoticeBench : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private NoticeBench(TestDatabase database) => _database = database;

    public static DateOnly Today { get; } = new(2026, 11, 2);

    public static Viewer Job { get; } = Viewer.Job("notices");

    public HurriedClock Clock { get; } = new(new DateTimeOffset(Today, new TimeOnly(7, 0), TimeSpan.Zero));

    public MailServer Mail { get; } = new();

    public Platform Platform { get; private set; } = null!;

    public int Manager { get; private set; }

    public int Other { get; private set; }

    public static async Task<NoticeBench> OpenAsync()
    {
        var bench = new NoticeBench(await TestDatabase.CreateAsync(TestDatabase.UseCaseKind));
        await using var db = bench._database.Open();
        db.Platforms.Add(bench.Platform = A.Platform());
        await db.SaveChangesAsync();
        var (manager, other) = (A.Person("m1", bench.Platform.Key, "Mia Manager"), A.Person("m2", bench.Platform.Key, "Max Manager"));
        db.People.AddRange(manager, other);
        await db.SaveChangesAsync();
        (bench.Manager, bench.Other) = (manager.Key, other.Key);
        return bench;
    }

    public LicenseDb Open() => _database.Open();

    public Task<int> PrepareAsync(NoticeRoute? route = null) =>
        new PrepareDigests(_database.Factory, Catalogue.Default, route ?? Route(), Clock).RunAsync(Job, Platform, CancellationToken.None);

    public Task<SentReport> SendAsync(CancellationToken ct = default) =>
        new SendDigests(_database.Factory, Route(), [Mail], Clock, NullLogger<SendDigests>.Instance).RunAsync(Job, Platform, ct);

    public DigestList List() => new(_database.Factory, Route(), Clock);

    public Task<Outcome<int>> AgainAsync(Viewer viewer, DigestId id) =>
        new SendAgain(_database.Factory, Clock).RunAsync(viewer, id, CancellationToken.None);

    public static NoticeRoute Route(string? held = null) =>
        new(new Uri("https://licenses.example.test"), [NoticeChannel.Mail], "admins@example.test", held);

    public async Task<List<Digest>> DigestsAsync()
    {
        await using var db = _database.Open();
        return await db
            .Digests.AsNoTracking()
            .Include(digest => digest.Deliveries)
            .OrderBy(digest => digest.Kind)
            .ThenBy(digest => digest.RecipientKey)
            .ToListAsync();
    }

    public async Task<RecommendationId> SeatAsync(string name, int? manager, int graceDays = 7, DateOnly? notifiedOn = null)
    {
        await using var db = _database.Open();
        var row = await RowAsync(db, name, manager, RecommendationKind.Reclaim, Lane.Ready);
        var kept = ReclamationCase.Notice(row.Id, notifiedOn ?? Today, graceDays, new DateOnly(2026, 9, 1));
        kept.Advance(Today, new DateOnly(2026, 9, 1));
        db.ReclamationCases.Add(kept);
        await db.SaveChangesAsync();
        return row.Id;
    }

    /// <summary>Its case as it stands after some days.</summary>
    public async Task AdvanceAsync(int days)
    {
        Clock.Advance(TimeSpan.FromDays(days));
        await using var db = _database.Open();
        foreach (var kept in await db.ReclamationCases.ToListAsync())
        {
            kept.Advance(Today.AddDays(days), kept.LastSeenOn);
        }

        await db.SaveChangesAsync();
    }

    public async Task<RecommendationId> DowngradeAsync(
        string name,
        int? manager,
        Lane lane = Lane.Ready,
        Action<Recommendation>? then = null
    )
    {
        await using var db = _database.Open();
        var row = await RowAsync(db, name, manager, RecommendationKind.Downgrade, lane);
        then?.Invoke(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    public async Task ReviewAsync(DateOnly today, DateTime openedAt)
    {
        await using var db = _database.Open();
        db.Reviews.Add(MonthlyReview.Open(Platform.Key, today, openedAt));
        await db.SaveChangesAsync();
    }

    public async Task LeaveAsync(int person)
    {
        await using var db = _database.Open();
        await db.People.Where(one => one.Key == person).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, PersonState.Deleted));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<Recommendation> RowAsync(LicenseDb db, string name, int? manager, RecommendationKind kind, Lane lane)
    {
        var person = A.Person(name, Platform.Key, name);
        db.People.Add(person);
        await db.SaveChangesAsync();
        var line = new PersonLine(person.Key, name, name, person.Email, manager, manager is null ? null : "Manager", null, 0);
        var advice = new Core.Recommendations.Advice(
            kind,
            lane,
            "",
            "cloudCX3",
            "cloudCX3",
            kind == RecommendationKind.Reclaim ? "" : "cloudCX1",
            "No use",
            new Money(80_000_000, "USD"),
            true,
            "hash"
        );
        var row = Recommendation.Raise(Platform.Key, line, advice, Today, Clock.GetUtcNow().UtcDateTime);
        db.Recommendations.Add(row);
        return row;
    }

    /// <summary>Takes what it is given, unless told to refuse.</summary>
    internal sealed class MailServer : ISendNotices
    {
        public List<OutgoingNotice> Taken { get; } = [];

        public Queue<NoticeException> Refusals { get; } = new();

        /// <summary>It takes the message, and the program dies before it could note that.</summary>
        public bool Dies { get; set; }

        /// <summary>The program is told to stop before anything leaves.</summary>
        public CancellationTokenSource? Stops { get; set; }

        public NoticeChannel Channel => NoticeChannel.Mail;

        public Task SendAsync(OutgoingNotice notice, CancellationToken ct)
        {
            if (Refusals.TryDequeue(out var refusal))
            {
                throw refusal;
            }

            if (Stops is { } stop)
            {
                stop.Cancel();
                ct.ThrowIfCancellationRequested();
            }

            Taken.Add(notice);
            return Dies ? throw new InvalidOperationException("The process is gone.") : Task.CompletedTask;
        }
    }
}
