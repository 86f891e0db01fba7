namespace LicenseDashboard.Simulator;

/// <summary>An invalid option. The message says which one and what to use instead.</summary>
public sealed class SimulatorOptionException(string option, string message) : Exception($"{option}: {message}")
{
    public string Option { get; } = option;
}
