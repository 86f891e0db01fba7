using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>What the vendor sent and could not be believed: counted by kind, told in the run's summary, never a reason to stop.</summary>
internal sealed class Oddities
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (string One, int Times)> _counts = new(StringComparer.Ordinal);

    /// <param name="one">What it is said of: "person".</param>
    /// <param name="many">The same of several: "people".</param>
    /// <param name="what">What is odd, said alike of one and of many: "with an unknown manager".</param>
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

    /// <summary>"2 people with an unknown manager, 1 record of an unknown person"; empty when there was nothing.</summary>
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
