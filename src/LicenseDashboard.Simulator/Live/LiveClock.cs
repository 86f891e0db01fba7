using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Live;

/// <summary>
/// The instant of the history that is now. With a speed above 1, it runs ahead from the start on. Instants are told as the clock showed
/// them, so none lies in the future.
/// </summary>
internal sealed class LiveClock(SimulatedClock clock, double speed)
{
    private readonly DateTime _start = clock.Now;

    public DateTime Now => clock.Now is var now && now > _start ? _start + ((now - _start) * speed) : now;

    public DateTime Told(DateTime instant) => instant > _start ? _start + ((instant - _start) / speed) : instant;
}
