using System.Net;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>
/// What Entra ID and Okta send over the life of a user, in their words, against the program and its simulated vendor: who the identity
/// is, how the leaver stands, and what the vendor's
/// journal holds. A program of its own: the breaker counts leavers.
/// </summary>
public sealed class ProviderSequenceTests(ScimProgram program) : IClassFixture<ScimProgram>
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string Tombstone = "3f2504e04f8911d39a0c0305e82c3301";

    private static int _taken;

    [Fact]
    public async Task Entra_deletes_softly_restores_deletes_for_good_and_creates_again()
    {
        var user = await HolderAsync();

        // Matched, then its own id is kept.
        Assert.Equal(
            user.Id,
            Id((await program.GetAsync("Users?filter=" + Uri.EscapeDataString($"userName eq \"{user.Name}\""))).GetProperty("Resources")[0])
        );
        await PatchAsync(user.Id, $$"""{"op":"Add","path":"externalId","value":"{{user.VendorId}}"}""");

        // Soft delete: inactive, under a name no one else can have.
        var name = Tombstone + user.Name;
        await PatchAsync(
            user.Id,
            """{"op":"Replace","path":"active","value":"False"}""",
            $$"""{"op":"Replace","path":"userName","value":"{{name}}"}"""
        );
        var freed = await FreedAsync(user);
        Assert.Equal([LeaverStatus.Planned], await LeaversAsync(user));
        Assert.Equal(name, (await program.GetAsync("Users/" + user.Id)).GetProperty("userName").GetString());

        // Restore: the same identity, and no role comes back by itself.
        await PatchAsync(
            user.Id,
            """{"op":"Replace","path":"active","value":"True"}""",
            $$"""{"op":"Replace","path":"userName","value":"{{user.Name}}"}"""
        );
        Assert.Equal([LeaverStatus.Returned], await LeaversAsync(user));

        // Deleted again, after 30 days for good: heard once, and nothing is left to take.
        await PatchAsync(
            user.Id,
            """{"op":"Replace","path":"active","value":"False"}""",
            $$"""{"op":"Replace","path":"userName","value":"{{name}}"}"""
        );
        await UntilAsync(async () => (await LeaversAsync(user)).Last() == LeaverStatus.WithoutSeat);
        using var deleted = await program.SendAsync(HttpMethod.Delete, "Users/" + user.Id);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await program.SendAsync(HttpMethod.Get, "Users/" + user.Id);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal([LeaverStatus.Returned, LeaverStatus.WithoutSeat], await LeaversAsync(user));

        // Created again under the name behind the tombstone, as another object.
        var back = await PostAsync($$"""{"userName":"{{user.Name}}","externalId":"another-{{user.VendorId}}","active":true}""");
        Assert.Equal(user.Id, Id(back));
        Assert.Equal([LeaverStatus.Returned, LeaverStatus.Dismissed], await LeaversAsync(user));
        Assert.Equal(freed, Journal(user));
    }

    [Fact]
    public async Task Okta_deactivates_reactivates_and_renames_by_whole_users()
    {
        var user = await HolderAsync();
        await PutAsync(user.Id, user.Name, "Okta One", active: true);
        await PatchAsync(user.Id, """{"op":"replace","value":{"active":false}}""");
        var freed = await FreedAsync(user);
        Assert.Equal([LeaverStatus.Planned], await LeaversAsync(user));
        await PutAsync(user.Id, user.Name, "Okta One", active: true);
        Assert.Equal([LeaverStatus.Returned], await LeaversAsync(user));
        var renamed = await PutAsync(user.Id, "renamed-" + user.Name, "Okta Renamed", active: true);
        Assert.Equal((user.Id, "renamed-" + user.Name), (Id(renamed), renamed.GetProperty("userName").GetString()));
        Assert.Equal([LeaverStatus.Returned], await LeaversAsync(user));
        Assert.Equal(freed, Journal(user));
    }

    [Fact]
    public async Task Okta_creates_who_was_deactivated_again_and_it_is_the_same_user_by_its_own_id()
    {
        var user = await HolderAsync();
        await PutAsync(user.Id, user.Name, "Okta Two", active: true);
        await PutAsync(user.Id, user.Name, "Okta Two", active: false);
        var freed = await FreedAsync(user);
        var back = await PostAsync(
            $$"""{"userName":"{{user.Name}}","externalId":"okta-{{user.VendorId}}","displayName":"Okta Two","active":true}"""
        );
        Assert.Equal(user.Id, Id(back));
        Assert.Equal([LeaverStatus.Returned], await LeaversAsync(user));
        Assert.Equal(freed, Journal(user));
        using var twice = await program.SendAsync(HttpMethod.Post, "Users", $$"""{"userName":"{{user.Name}}"}""");
        await ScimProgram.ErrorAsync(twice, HttpStatusCode.Conflict, "uniqueness");
    }

    [Fact]
    public async Task Name_given_to_a_new_hire_is_a_new_user_and_who_left_stays_gone()
    {
        var user = await HolderAsync();
        await PutAsync(user.Id, user.Name, "Who Left", active: true);
        await PutAsync(user.Id, user.Name, "Who Left", active: false);
        var freed = await FreedAsync(user);
        var hire = await PostAsync(
            $$$"""
            {"userName":"{{{user.Name}}}","displayName":"New Hire","active":true,
             "{{{Enterprise}}}":{"employeeNumber":"new-{{{user.VendorId}}}"}}
            """
        );
        Assert.NotEqual(user.Id, Id(hire));
        Assert.Equal(user.Name, hire.GetProperty("userName").GetString());
        Assert.Equal(user.Id, (await program.GetAsync("Users/" + user.Id)).GetProperty("userName").GetString());
        Assert.Equal([LeaverStatus.Planned], await LeaversAsync(user));
        await using var db = await OpenAsync();
        Assert.True(
            await db.IdentityMatches.AnyAsync(m => db.Identities.Any(i => i.Key == m.OtherKey && i.Id == new PersonId(Guid.Parse(user.Id))))
        );
        Assert.Equal(freed, Journal(user));
    }

    [Fact]
    public async Task Malformed_attribute_beside_a_deactivation_is_refused_and_the_person_has_left()
    {
        var user = await HolderAsync();
        using var answer = await program.SendAsync(
            HttpMethod.Patch,
            "Users/" + user.Id,
            ScimProgram.Patch(
                """{"op":"Replace","path":"displayName","value":{"a":1}}""",
                """{"op":"Replace","path":"active","value":"False"}"""
            )
        );
        await ScimProgram.ErrorAsync(answer, HttpStatusCode.BadRequest, "invalidValue");
        Assert.NotEmpty(await FreedAsync(user));
        Assert.Equal([LeaverStatus.Planned], await LeaversAsync(user));
    }

    private async Task<JsonElement> PutAsync(string id, string name, string display, bool active) =>
        await program.JsonAsync(
            HttpMethod.Put,
            "Users/" + id,
            $$"""
            {"schemas":["{{ScimProgram.User}}"],"id":"{{id}}","userName":"{{name}}","externalId":"okta-{{id}}",
             "displayName":"{{display}}","active":{{(active ? "true" : "false")}}}
            """
        );

    private Task<JsonElement> PostAsync(string json) => program.JsonAsync(HttpMethod.Post, "Users", json, HttpStatusCode.Created);

    private Task<JsonElement> PatchAsync(string id, params string[] operations) =>
        program.JsonAsync(HttpMethod.Patch, "Users/" + id, ScimProgram.Patch(operations));

    /// <summary>A person who holds a license and can't grant roles, taken by no other test: those take the oldest users.</summary>
    private async Task<(string Id, string Name, string VendorId)> HolderAsync()
    {
        var at = Interlocked.Increment(ref _taken) - 1;
        (string, string, string)? found = null;
        await UntilAsync(async () =>
        {
            await using var db = await OpenAsync();
            var one = await (
                from link in db.IdentityPeople
                join identity in db.Identities on link.IdentityKey equals identity.Key
                join person in db.People on link.PersonKey equals person.Key
                where
                    person.State == PersonState.Active
                    && person.Email != null
                    && db.Seats.Any(s => s.PersonKey == person.Key && s.To == null)
                    && !db.PersonGrants.Any(g =>
                        g.PersonKey == person.Key && db.Roles.Any(r => r.Key == g.RoleKey && EF.Functions.Like(r.Name, "%admin%"))
                    )
                    && !db.Leavers.Any(l => l.PersonKey == person.Key)
                orderby identity.Key descending
                select new
                {
                    identity.Id,
                    identity.UserName,
                    person.VendorId,
                }
            )
                .Skip(at)
                .FirstOrDefaultAsync();
            found = one is null ? null : (one.Id.Value.ToString(), one.UserName, one.VendorId);
            return found is not null;
        });
        return found!.Value;
    }

    /// <summary>The journal once the vendor has set the account inactive and logged it out.</summary>
    private async Task<List<string>> FreedAsync((string Id, string Name, string VendorId) user)
    {
        await UntilAsync(async () =>
        {
            await using var db = await OpenAsync();
            return await db.Remediations.AnyAsync(r =>
                r.Status == RemediationStatus.Verified && db.People.Any(p => p.Key == r.PersonKey && p.VendorId == user.VendorId)
            );
        });
        var journal = Journal(user);
        Assert.NotEmpty(journal);
        return journal;
    }

    private List<string> Journal((string Id, string Name, string VendorId) user) =>
        [
            .. program
                .Services.GetRequiredService<DemoSimulator>()
                .Vendor.Journal.Where(entry => entry.Subject == user.VendorId)
                .Select(entry => entry.ToString()),
        ];

    private async Task<List<LeaverStatus>> LeaversAsync((string Id, string Name, string VendorId) user)
    {
        await using var db = await OpenAsync();
        return await db
            .Leavers.Where(l => db.People.Any(p => p.Key == l.PersonKey && p.VendorId == user.VendorId))
            .OrderBy(l => l.ReportedAt)
            .ThenBy(l => l.Id)
            .Select(l => l.Status)
            .ToListAsync();
    }

    private Task<LicenseDb> OpenAsync() => program.Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var given = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (!await holds())
        {
            await Task.Delay(100, given.Token);
        }
    }

    private static string Id(JsonElement user) => user.GetProperty("id").GetString()!;
}
