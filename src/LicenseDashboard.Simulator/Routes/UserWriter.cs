using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>A user as the vendor writes one. What is not expanded is absent, and so is what is unknown.</summary>
internal sealed class UserWriter(Simulation simulation)
{
    public void Write(Utf8JsonWriter json, Person person, HashSet<string> expand)
    {
        var account = person.Account;
        json.WriteStartObject();
        json.WriteString("id", person.Id);
        json.WriteString("name", person.Name);
        json.WriteString("email", person.Email);
        json.WriteString("username", person.Email);
        json.WriteString("state", account.State);
        json.WriteNumber("version", account.Version);
        json.WriteString("title", person.Title);
        json.WriteString("department", person.Department);
        WriteDivision(json, person.Site.Division);
        if (person.ManagerId is not null)
        {
            json.WriteReference("manager", person.ManagerId, "/api/v2/users/");
        }

        WriteExpanded(json, person, expand);
        json.WriteString("selfUri", "/api/v2/users/" + person.Id);
        json.WriteEndObject();
    }

    public void WriteAuthorization(Utf8JsonWriter json, Person person)
    {
        var roles = Organization.RolesOf(person, person.Account).Select(simulation.Organization.FindRole).OfType<Role>().ToList();
        json.WriteStartObject();
        json.WriteStartArray("roles");
        foreach (var role in roles)
        {
            json.WriteStartObject();
            json.WriteString("id", role.Id);
            json.WriteString("name", role.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("unusedRoles", []);
        json.WriteTexts("permissions", roles.SelectMany(role => role.Permissions).Distinct());
        json.WriteTexts("permissionPolicies", []);
        json.WriteEndObject();
    }

    public static void WriteDivision(Utf8JsonWriter json, Division division)
    {
        json.WriteStartObject("division");
        json.WriteString("id", division.Id);
        json.WriteString("name", division.Name);
        json.WriteString("selfUri", "/api/v2/authorization/divisions/" + division.Id);
        json.WriteEndObject();
    }

    private void WriteExpanded(Utf8JsonWriter json, Person person, HashSet<string> expand)
    {
        if (expand.Contains("employerinfo"))
        {
            json.WriteStartObject("employerInfo");
            json.WriteString("officialName", person.Name);
            json.WriteString("employeeId", string.Create(CultureInfo.InvariantCulture, $"E-{Dice.Hash(person.Id) % 1_000_000:D6}"));
            json.WriteString("employeeType", person.EmployeeType);
            if (person.HiredOn is { } hired)
            {
                json.WriteString("dateHire", hired.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        if (expand.Contains("groups"))
        {
            json.WriteStartArray("groups");
            foreach (var group in person.Groups)
            {
                json.WriteStartObject();
                json.WriteString("id", group.Id);
                json.WriteString("name", group.Name);
                json.WriteString("selfUri", "/api/v2/groups/" + group.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (expand.Contains("authorization"))
        {
            json.WritePropertyName("authorization");
            WriteAuthorization(json, person);
        }

        WriteLogin(json, person, expand);
    }

    private void WriteLogin(Utf8JsonWriter json, Person person, HashSet<string> expand)
    {
        var wanted = (Login: expand.Contains("datelastlogin") && !person.SingleSignOn, Token: expand.Contains("lasttokenissued"));
        if (wanted is (false, false) || simulation.Timeline.LastSeen(person) is not { } seen)
        {
            return;
        }

        if (wanted.Token)
        {
            json.WriteStartObject("lastTokenIssued");
            json.WriteInstant("dateIssued", seen);
            json.WriteEndObject();
        }

        // The field speaks of logins with a password only, and the expand is best effort: some have none.
        // A scenario leaves nothing to chance.
        if (wanted.Login && (simulation.Options.ScenarioJson is not null || Dice.For((ulong)simulation.Options.Seed, Dice.Hash(person.Id), 21).Below(20) != 0))
        {
            json.WriteInstant("dateLastLogin", seen);
        }
    }
}
