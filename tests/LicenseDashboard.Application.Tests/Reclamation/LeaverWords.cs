using System.Text;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>What the provider, the roster and the vendor say about people of a <see cref="LeaverBench"/>.</summary>
internal static class LeaverWords
{
    public static readonly string[] Freed = ["p0001 -omni@*", "p0001 inactive", "p0001 log-out"];

    public static async Task<RosterPreview> ApplyAsync(LeaverBench bench, string text)
    {
        ReadOnlyMemory<byte> file = Encoding.UTF8.GetBytes(text);
        var preview = await bench.Database.Get<PreviewRoster>().RunAsync(A.Administrator, file, CancellationToken.None);
        return (
            await bench
                .Database.Get<ApplyRoster>()
                .RunAsync(A.Administrator, file, preview.Value.Digest, "roster.csv", CancellationToken.None)
        ).Value;
    }

    public static Task LinkAsync(LeaverBench bench) =>
        bench.Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);

    public static async Task ChangeAsync(LeaverBench bench, PersonId id, IdentityFields fields) =>
        Assert.Null(
            (
                await bench
                    .Database.Get<ChangeIdentity>()
                    .RunAsync(LeaverBench.Provider, id, null, _ => new IdentityChange(fields, true), CancellationToken.None)
            ).Refusal
        );

    public static async Task SayAsync(LeaverBench bench, string name, bool active)
    {
        await using var db = bench.Database.Open();
        var id = await db.Identities.Where(i => i.UserNameKey == name + "@example.test").Select(i => i.Id).SingleAsync();
        await bench
            .Database.Get<ChangeIdentity>()
            .RunAsync(
                LeaverBench.Provider,
                id,
                null,
                fields => new IdentityChange(fields with { Active = active }, true),
                CancellationToken.None
            );
    }

    public static async Task<int> ArriveAsync(LeaverBench bench, string vendorId, string mail)
    {
        var person = A.Person(vendorId);
        (person.Email, person.NormalizedEmail) = (mail, mail);
        await using var db = bench.Database.Open();
        db.People.Add(person);
        await db.SaveChangesAsync();
        db.Seats.Add(
            new Seat
            {
                PersonKey = person.Key,
                SkuKey = 1,
                From = new DateOnly(2026, 1, 1),
            }
        );
        db.PersonGrants.Add(
            new PersonGrant
            {
                PersonKey = person.Key,
                RoleKey = 1,
                DivisionId = "*",
            }
        );
        await db.SaveChangesAsync();
        bench.Vendor.Hold(vendorId, "omni");
        return person.Key;
    }
}
