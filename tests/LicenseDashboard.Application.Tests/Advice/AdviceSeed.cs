using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>What an <see cref="AdviceBench"/> begins with.</summary>
internal static class AdviceSeed
{
    public const int ConversationsKey = 100;

    public static async Task<Platform> RunAsync(AdviceBench bench, int people, bool readOnly)
    {
        await using var db = bench.Database.Open();
        var platform = new Platform
        {
            Key = 1,
            Name = "genesys",
            Vendor = "genesys",
            TimeZone = "Europe/Berlin",
            ReadOnly = readOnly,
        };
        db.Platforms.Add(platform);
        db.People.Add(
            new Person
            {
                Key = AdviceBench.ManagerKey,
                PlatformKey = 1,
                VendorId = "m",
                Name = "Maria Okafor",
                Position = 1000,
                PositionEnd = 1_000_000,
            }
        );
        string[] skus = ["communicate", "cloudCX1", "cloudCX2", "cloudCX3"];
        db.Skus.AddRange(
            skus.Select(
                (sku, i) =>
                    new OfferedSku
                    {
                        Key = i + 1,
                        PlatformKey = 1,
                        VendorId = sku,
                        Defined = true,
                    }
            )
        );
        for (var n = 0; n < people; n++)
        {
            db.People.Add(
                new Person
                {
                    Key = AdviceBench.Key(n),
                    PlatformKey = 1,
                    VendorId = $"p{n}",
                    Name = $"Person {n:000}",
                    Email = $"p{n}@example.com",
                    ManagerKey = AdviceBench.ManagerKey,
                    Position = 2000 + n,
                    PositionEnd = 2000 + n,
                }
            );
            db.Seats.Add(
                new Seat
                {
                    PersonKey = AdviceBench.Key(n),
                    SkuKey = 4,
                    From = new DateOnly(2026, 1, 1),
                }
            );
            bench.Vendor.Hold($"p{n}", "omni", "employee");
        }

        var through = platform.LocalDay(bench.Clock.GetUtcNow()).AddDays(-1);
        db.Streams.Add(
            new StreamStatus
            {
                Key = ConversationsKey,
                PlatformKey = 1,
                Name = StreamStatus.Conversations,
                State = StreamState.Served,
                CompleteThrough = through,
                FirstDay = through.AddDays(-300),
            }
        );
        db.Coverage.AddRange(
            Enumerable
                .Range(0, 120)
                .Select(n => new Coverage
                {
                    StreamKey = ConversationsKey,
                    DivisionKey = 0,
                    Day = FactDay.Of(through.AddDays(-n)),
                })
        );
        await db.SaveChangesAsync();
        return platform;
    }
}
