namespace LicenseDashboard.Core.Shared;

/// <summary>
/// The program can't start as it is set up. The message says what is wrong and how to mend it; it is shown as it is, without a stack trace.
/// </summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
