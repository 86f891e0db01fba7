namespace LicenseDashboard.Testing.Scenarios;

/// <summary>The hand-made people of <c>golden.json</c> and what must come out for each. The file is never edited to fit code.</summary>
public static class Scenario
{
    public static Stream OpenGolden() =>
        typeof(Scenario).Assembly.GetManifestResourceStream("LicenseDashboard.Testing.Scenarios.golden.json")
        ?? throw new InvalidOperationException("golden.json is not embedded in LicenseDashboard.Testing.");
}
