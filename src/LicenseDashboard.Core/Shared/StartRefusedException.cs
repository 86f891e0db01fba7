namespace LicenseDashboard.Core.Shared;

/// <summary>
/// The program can't start with its configuration. The message says what is wrong and how to fix it and is shown without a stack trace.
/// </summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
