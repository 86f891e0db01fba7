using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Live;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>Writes a user in the vendor's format. What is not expanded or unknown is omitted.</summary>
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
            json.WriteStartObject("manager");
            json.WriteString("id", person.ManagerId);
            json.WriteNumber("version", simulation.Organization.Find(person.ManagerId)?.Account.Version ?? 1);
            json.WriteString("selfUri", "/api/v2/users/" + person.ManagerId);
            json.WriteEndObject();
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
            if (person.HiredOn is { } hired && !IsOmitted(person, "dateHire"))
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
                OrganizationRoutes.Write(json, group);
            }

            json.WriteEndArray();
        }

        if (expand.Contains("authorization"))
        {
            json.WritePropertyName("authorization");
            WriteAuthorization(json, person);
        }

        if (expand.Contains("presence"))
        {
            LiveJson.WritePresence(json, (ulong)simulation.Options.Seed, simulation.Live.Of(person));
        }

        if (expand.Contains("routingstatus"))
        {
            LiveJson.WriteRouting(json, person.Id, simulation.Live.Of(person));
        }

        WriteLogin(json, person, expand);
    }

    private void WriteLogin(Utf8JsonWriter json, Person person, HashSet<string> expand)
    {
        var wanted = (Login: expand.Contains("datelastlogin"), Token: expand.Contains("lasttokenissued"));
        if (wanted is (false, false))
        {
            return;
        }

        var (login, token) = simulation.Options.ScenarioJson is not null ? (person.LastLogin, person.TokenIssued) : Seen(person);
        if (wanted.Token && token is { } issued && !IsOmitted(person, "lastTokenIssued"))
        {
            json.WriteStartObject("lastTokenIssued");
            json.WriteInstant("dateIssued", issued);
            json.WriteEndObject();
        }

        if (wanted.Login && login is { } at && !IsOmitted(person, "dateLastLogin"))
        {
            json.WriteInstant("dateLastLogin", at);
        }
    }

    /// <summary>The login date covers password logins only, and the expand is best effort: some users have none.</summary>
    private (DateTime? Login, DateTime? Token) Seen(Person person)
    {
        var seen = simulation.Timeline.LastSeen(person);
        var none = person.SingleSignOn || Dice.For((ulong)simulation.Options.Seed, Dice.Hash(person.Id), 21).Below(20) == 0;
        return (none ? null : seen, seen);
    }

    /// <summary>A field omitted on one day is included on another.</summary>
    private bool IsOmitted(Person person, string field) =>
        simulation.Options.OmitDates > 0
        && Dice.For((ulong)simulation.Options.Seed ^ Dice.Hash(field), Dice.Hash(person.Id), (ulong)simulation.Clock.Today.DayNumber)
            .Chance(simulation.Options.OmitDates);
}
