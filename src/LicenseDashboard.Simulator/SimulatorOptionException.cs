namespace LicenseDashboard.Simulator;

/// <summary>An option that can't be used; the message says which one and what to write instead.</summary>
public sealed class SimulatorOptionException(string option, string message) : Exception($"{option}: {message}")
{
    public string Option { get; } = option;
}
