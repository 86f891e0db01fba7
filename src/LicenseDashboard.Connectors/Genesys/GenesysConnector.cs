using LicenseDashboard.Connectors.Genesys.Check;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>One Genesys Cloud organization. Reads, changes and presence now use separate clients with their own tokens and
/// rate limits.</summary>
internal sealed class GenesysConnector : IVendorConnector, IDisposable
{
    private static readonly WireHeaders Headers = new(
        "inin-ratelimit-allowed",
        "inin-ratelimit-count",
        "inin-ratelimit-reset",
        "ININ-Correlation-Id"
    );

    private static readonly ApiRequest _organization = ApiRequest.Get("/api/v2/organizations/me");

    private readonly RequestCounter _counter = new();
    private readonly Lazy<GenesysOptions> _options;
    private readonly List<IDisposable> _owned = [];
    private readonly ApiClient _reader;
    private readonly GenesysUsage _usage;
    private readonly GenesysGrantWriter _writer;
    private readonly GenesysAccountWriter _accounts;
    private readonly GenesysLive _liveByReader;
    private readonly GenesysLive _live;

    public GenesysConnector(
        Func<GenesysOptions> options,
        IHttpClientFactory clients,
        ReachReport reach,
        TimeProvider time,
        ILoggerFactory logs
    )
    {
        // An address that is not known yet must not be cached as an error.
        _options = new(options, LazyThreadSafetyMode.PublicationOnly);
        var log = logs.CreateLogger("LicenseDashboard.Connectors.Genesys");
        var (reader, readBudget) = Client(() => _options.Value.Reader);
        _reader = reader;
        _usage = new GenesysUsage(reader, new SignedDownload(clients, () => _options.Value.Api, _counter, time), time, log);
        _owned.Add(_usage);
        var (writing, _) = Client(() => _options.Value.Writer);
        (_writer, _accounts) = (new GenesysGrantWriter(writing, time), new GenesysAccountWriter(writing));
        var (watching, _) = Client(() => _options.Value.Live);
        (_liveByReader, _live) = (Watcher(reader), Watcher(watching));
        (Directory, Estate, Invoices) = (new GenesysDirectory(reader), new GenesysEstate(reader), new GenesysInvoices(reader));

        Check = new GenesysCheck(
            () =>
                new(
                    reader,
                    _options.Value.CanWrite ? writing : null,
                    _options.Value.HasLiveClient ? watching : reader,
                    _options.Value.Api,
                    new QueryJobs(time, log),
                    () => readBudget.Allowed,
                    _options.Value.WriteClientId == _options.Value.ClientId
                ),
            time
        );

        GenesysLive Watcher(ApiClient api) => new(api, () => _options.Value.Api, time, log);

        (ApiClient Api, RateBudget Budget) Client(Func<ClientCredentials> credentials)
        {
            var tokens = new TokenSource(clients, credentials, _counter, reach, time, log);
            var budget = new RateBudget(time);
            _owned.AddRange(tokens, budget);
            return (new(clients, () => _options.Value.Api, tokens, budget, _counter, Headers, reach, time, log), budget);
        }
    }

    public IReadDirectory Directory { get; }

    public IReadEstate Estate { get; }

    public IReadUsage Usage => _usage;

    public IWriteGrants? Writes => _options.Value.CanWrite ? _writer : null;

    public IWriteAccounts? Accounts => _options.Value.CanWrite ? _accounts : null;

    public IReadLive Live => _options.Value.HasLiveClient ? _live : _liveByReader;

    public IReadInvoices Invoices { get; }

    public ICheckVendor Check { get; }

    public Task<bool> AnswersAsync(CancellationToken ct) => _reader.AnswersAsync(_organization, ct);

    public long RequestsSent => _counter.Total;

    /// <summary>By method and route template.</summary>
    public IReadOnlyDictionary<string, long> RequestsByRoute => _counter.ByRoute;

    public static GenesysConnector Create(string platform, Func<GenesysOptions> options, IServiceProvider services) =>
        new(
            options,
            services.GetRequiredService<IHttpClientFactory>(),
            new ReachReport(platform, services.GetService<INoteReach>()),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>()
        );

    public void Dispose() => _owned.ForEach(part => part.Dispose());
}
