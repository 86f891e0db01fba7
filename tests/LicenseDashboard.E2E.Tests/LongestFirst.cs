using Xunit.Sdk;
using Xunit.v3;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The programs that most classes share first, then what waits for retries of real minutes: what is left then is short, and no core
/// stands idle at the end.
/// </summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _first =
    [
        nameof(LookedAtProgram),
        nameof(OneProgram),
        nameof(SecondProgram),
        nameof(TroubleTests),
        nameof(OutageTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        ArgumentNullException.ThrowIfNull(testCollections);
        return
        [
            .. testCollections.OrderBy(collection =>
                Array.FindIndex(_first, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal))
                    is >= 0
                        and var at
                    ? at
                    : _first.Length
            ),
        ];
    }
}
