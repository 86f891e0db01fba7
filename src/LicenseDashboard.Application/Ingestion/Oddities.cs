using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Implausible data from the vendor: counted by kind and reported in the summary of the run; never a reason to stop.</summary>
internal sealed class Oddities
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (string One, int Times)> _counts = new(StringComparer.Ordinal);

    /// <param name="one">What it is about, such as "person".</param>
    /// <param name="many">The plural, such as "people".</param>
    /// <param name="what">What is wrong, for singular and plural: "with an unknown manager".</param>
    public void Count(string one, string many, string what, int times = 1)
    {
        if (times == 0)
        {
            return;
        }

        lock (_gate)
        {
            _counts[$"{many} {what}"] = ($"{one} {what}", _counts.GetValueOrDefault($"{many} {what}").Times + times);
        }
    }

    /// <summary>"2 people with an unknown manager, 1 record of an unknown person"; empty if there was nothing.</summary>
    public string Words
    {
        get
        {
            lock (_gate)
            {
                return string.Join(", ", _counts.Select(kind => EnglishText.Count(kind.Value.Times, kind.Value.One, kind.Key)));
            }
        }
    }
}
