using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Estate;

internal sealed record BusinessUnit(string Id, string Name, TimeZoneInfo Zone, Division Division);

/// <param name="Members">Everybody who was ever planned there, including people who have left.</param>
internal sealed record ManagementUnit(string Id, string Name, BusinessUnit Business, Site Site, IReadOnlyList<Person> Members);

/// <summary>
/// A business unit per region. Each site is a management unit of it, or several if it has more people than a unit may hold.
/// </summary>
internal sealed class Workforce
{
    private const int MostMembers = 1500;

    public Workforce(Organization organization, ulong seed)
    {
        var regions = organization.Sites.GroupBy(site => Region(site.Country)).ToList();
        Businesses =
        [
            .. regions.Select(
                (region, i) =>
                    new BusinessUnit(Dice.Id(seed, "business unit", (ulong)i), region.Key, region.First().Zone, region.First().Division)
            ),
        ];
        var planned = organization.People.Where(person => person.InManagementUnit).ToLookup(person => person.Site);
        Units = [.. organization.Sites.SelectMany(site => Split(site, [.. planned[site]], seed))];
    }

    public IReadOnlyList<BusinessUnit> Businesses { get; }

    public IReadOnlyList<ManagementUnit> Units { get; }

    /// <summary>People are planned in the region they work in, whether or not they are in a management unit.</summary>
    public static bool Contains(BusinessUnit business, Person person) => Region(person.Site.Country) == business.Name;

    private IEnumerable<ManagementUnit> Split(Site site, List<Person> planned, ulong seed)
    {
        var business = Businesses.First(unit => unit.Name == Region(site.Country));
        for (var part = 0; part == 0 || part * MostMembers < planned.Count; part++)
        {
            var id = part == 0 ? site.ManagementUnitId : Dice.Id(seed, site.ManagementUnitId, (ulong)part);
            var name = part == 0 ? site.Name : $"{site.Name} {part + 1}";
            yield return new ManagementUnit(
                id,
                name,
                business,
                site,
                planned.GetRange(part * MostMembers, Math.Min(MostMembers, planned.Count - (part * MostMembers)))
            );
        }
    }

    private static string Region(string country) =>
        country switch
        {
            "US" => "Americas",
            "PH" or "AU" => "Asia Pacific",
            _ => "Europe",
        };
}
