using System.Collections.Concurrent;
using System.Globalization;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Hosting;

internal enum ClientKind
{
    Reading,
    Writing,
    Live,
}

internal sealed record Client(string Id, string Secret, ClientKind Kind);

internal sealed record Token(string Value, Client Client, DateTime ExpiresAt);

/// <summary>The known clients, and the tokens issued since the start.</summary>
internal sealed class Tokens(SimulatorOptions options, SimulatedClock clock)
{
    private readonly ConcurrentDictionary<string, Token> _issued = new(StringComparer.Ordinal);
    private readonly List<Client> _clients = Clients(options);
    private long _count;

    public Client? Find(string id, string secret) => _clients.Find(client => client.Id == id && client.Secret == secret);

    public Token Issue(Client client)
    {
        var number = (ulong)Interlocked.Increment(ref _count);
        var token = new Token(
            Dice.Id((ulong)options.Seed, "token", number).Replace("-", "", StringComparison.Ordinal),
            client,
            clock.Elapsing + options.TokenLifetime
        );
        _issued[token.Value] = token;
        return token;
    }

    public Token? Check(string? authorization)
    {
        const string Scheme = "Bearer ";
        return
            authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            && _issued.TryGetValue(authorization[Scheme.Length..].Trim(), out var token)
            && token.ExpiresAt > clock.Elapsing
            ? token
            : null;
    }

    public void RevokeAll() => _issued.Clear();

    public string ExpiresIn => ((int)options.TokenLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static List<Client> Clients(SimulatorOptions options)
    {
        var clients = new List<Client> { new(options.ClientId, options.ClientSecret, ClientKind.Reading) };
        if (options is { WriteClientId: { } id, WriteClientSecret: { } secret })
        {
            clients.Insert(0, new Client(id, secret, ClientKind.Writing));
        }

        if (options is { LiveClientId: { } live, LiveClientSecret: { } liveSecret })
        {
            clients.Add(new Client(live, liveSecret, ClientKind.Live));
        }

        return clients;
    }
}
