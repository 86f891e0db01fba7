using System.Net;
using System.Net.Sockets;

namespace LicenseDashboard.Benchmarks;

/// <summary>What lies between browsers and a program: passes every byte on as it comes, and counts those to the browsers.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _program;
    private long _sent;

    public Wire(Uri program)
    {
        _program = program;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public long Sent => Interlocked.Read(ref _sent);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested) { }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using (browser)
        using (var program = new TcpClient())
        {
            try
            {
                await program.ConnectAsync(_program.Host, _program.Port, _end.Token);
                browser.NoDelay = program.NoDelay = true;
                await Task.WhenAny(
                    CopyAsync(browser.GetStream(), program.GetStream(), count: false),
                    CopyAsync(program.GetStream(), browser.GetStream(), count: true)
                );
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested) { }
        }
    }

    /// <summary>Ends with the connection, in which way ever it ends.</summary>
    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool count)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
                if (count)
                {
                    Interlocked.Add(ref _sent, read);
                }
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or OperationCanceledException) { }
    }
}
