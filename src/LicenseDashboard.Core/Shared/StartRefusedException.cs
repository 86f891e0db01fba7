namespace LicenseDashboard.Core.Shared;

/// <summary>
/// The program can't start, or goes no further, until a person mends something outside of it: a setting, a file, a port. The message says what is wrong and how to mend it,
/// names no secret, and is all that is printed; there is no stack trace to read.
/// </summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
