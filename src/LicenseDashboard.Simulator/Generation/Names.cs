using System.Globalization;

namespace LicenseDashboard.Simulator.Generation;

internal static class Names
{
    private static readonly string[] First =
    [
        "Ana",
        "Ben",
        "Carla",
        "Dario",
        "Elif",
        "Farid",
        "Greta",
        "Hiro",
        "Ines",
        "Jonas",
        "Kavya",
        "Liam",
        "Mara",
        "Nils",
        "Olga",
        "Pablo",
        "Quinn",
        "Rosa",
        "Samir",
        "Tessa",
        "Uma",
        "Viktor",
        "Wanda",
        "Xenia",
        "Yusuf",
        "Zoe",
        "Amir",
        "Bella",
        "Chen",
        "Dunja",
        "Emil",
        "Freya",
        "Gustav",
        "Hana",
        "Ivan",
        "Julia",
        "Kofi",
        "Lena",
        "Marco",
        "Nadia",
    ];

    private static readonly string[] Last =
    [
        "Adams",
        "Becker",
        "Castro",
        "Diaz",
        "Evans",
        "Fischer",
        "Garcia",
        "Hansen",
        "Ivanova",
        "Jensen",
        "Keller",
        "Lopez",
        "Meyer",
        "Nguyen",
        "Okafor",
        "Peters",
        "Quist",
        "Reyes",
        "Santos",
        "Tanaka",
        "Ueda",
        "Vogel",
        "Weber",
        "Xu",
        "Young",
        "Zimmer",
        "Brandt",
        "Cruz",
        "Dahl",
        "Engel",
        "Flores",
        "Gruber",
        "Holm",
        "Ito",
        "Jung",
        "Kaya",
        "Lang",
        "Moreno",
        "Novak",
        "Ortiz",
    ];

    /// <summary><c>Emergency Access 2</c>.</summary>
    public static (string Name, string Email) OfAccount(string account, int nth)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{account} {nth}");
        return (name, name.Replace(' ', '.').ToLowerInvariant() + "@brightline.example");
    }

    public static (string Name, string Email) For(ulong seed, ulong key)
    {
        var dice = Dice.For(seed, key, 7);
        var (first, last) = (First[dice.Below(First.Length)], Last[dice.Below(Last.Length)]);
        return (
            $"{first} {last}",
            string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{key}@brightline.example").ToLowerInvariant()
        );
    }
}
