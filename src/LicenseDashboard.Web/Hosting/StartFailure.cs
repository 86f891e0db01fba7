using System.Net.Sockets;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Connections;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Explains failed starts: one message on standard error, exit code 1. Unexpected exceptions keep their stack trace.</summary>
internal static class StartFailure
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    public static async Task<int> ExplainAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception failure) when (MessageFor(failure) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }

    /// <summary>Keeps the host from printing a stack trace before the message; logs normally once started.</summary>
    public static void QuietUntilStarted(WebApplicationBuilder builder)
    {
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        builder.Logging.AddFilter(HostCategory, level => phase.Started && level >= LogLevel.Information);
    }

    public static string? MessageFor(Exception failure) =>
        failure switch
        {
            StartRefusedException => failure.Message,
            AggregateException { InnerExceptions: [var only] } => MessageFor(only),
            IOException { InnerException: AddressInUseException } =>
                $"{failure.Message} Stop the other program, or choose another address: ASPNETCORE_URLS=http://localhost:5081",
            IOException { InnerException: SocketException socket } => Listening(socket),
            SocketException socket => Listening(socket),
            InvalidDataException when failure.Message.StartsWith("Failed to load configuration", StringComparison.Ordinal) =>
                $"{failure.Message} {failure.InnerException?.InnerException?.Message ?? failure.InnerException?.Message} Fix "
                    + "the file and start again.",
            _ => null,
        };

    private static string? Listening(SocketException socket) =>
        socket.SocketErrorCode switch
        {
            SocketError.AccessDenied => "LicenseDashboard may not listen on that port: those below 1024 are reserved. Choose another: "
                + "ASPNETCORE_URLS=http://localhost:5080",
            SocketError.AddressNotAvailable =>
                "LicenseDashboard can't listen there: this machine does not have that address. Choose another: "
                    + "ASPNETCORE_URLS=http://localhost:5080",
            _ => null,
        };
}

/// <summary>Whether all addresses are bound and all hosted services have started.</summary>
internal sealed class StartPhase
{
    public bool Started { get; set; }
}
