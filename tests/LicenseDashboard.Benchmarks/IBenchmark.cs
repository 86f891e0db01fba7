namespace LicenseDashboard.Benchmarks;

/// <summary>
/// One row of the table. What is measured and its floor run in turn, so that both meet the same machine; the median counts. To add a row: a
/// class, and a line in <see cref="Program"/>.
/// </summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>What the figure counts: <c>facts/s</c>, <c>ms</c>.</summary>
    string Unit { get; }

    string Goal { get; }

    Task PrepareAsync();

    /// <summary>Null when there is no floor.</summary>
    Task<double?> FloorAsync();

    Task<double> RunAsync();

    /// <summary>Whether the medians reach the goal, and a note for the table.</summary>
    (bool Passed, string Note) Judge(double figure, double? floor);
}
