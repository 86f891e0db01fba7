using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Presence at this moment, asked by the client that the program uses for it. A channel that is opened ends by itself.</summary>
internal static class LiveProbes
{
    private const string Users = "/api/v2/users";
    private const string Subscriptions = PushChannel.Template + "/{channelId}/subscriptions";

    /// <summary>Small, so that even a small organization has a last page.</summary>
    private const int PageSize = 50;

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "live-counts",
            $"{GenesysLive.CountsPermission}: {GenesysPermissions.Live[0].Purpose}",
            "The number of people signed in has to be counted person by person, which takes longer. Add the permission to the role of "
                + "the live client, or of the read client if there is no live client.",
            CountsAsync
        ),
        new(
            "live-people",
            "The list of people includes each person's presence and its start",
            "Current presence stays unknown. Report this result.",
            PeopleAsync
        ),
        new(
            "live-limit",
            "Each person's presence can be listed by page number",
            "LicenseDashboard reads by cursor instead. This takes more requests, so presence is updated less often. Nothing to do if "
                + "the live client has directory:user:view.",
            LimitAsync
        ),
        new(
            "live-channel",
            "Notification channels use the same domain as the API",
            "Presence changes appear only after the next full read, at least a minute later. Report this result.",
            async (session, ct) =>
                Finding.When(VendorAddress.MayConnect(await AddressAsync(session, ct), session.Clients.Api), "The addresses were compared.")
        ),
        new(
            "live-topic",
            "LicenseDashboard can subscribe to a person's presence",
            "Presence changes appear only after the next full read, at least a minute later. Report this result.",
            TopicAsync
        ),
        new(
            "live-socket",
            "The notification WebSocket opens and responds",
            "Presence changes appear only after the next full read, at least a minute later. Check that your network allows outbound "
                + "WebSockets to the Genesys Cloud streaming address.",
            SocketAsync
        ),
    ];

    private static Task<JsonNode> AskAsync(CheckSession session, ApiRequest request, CancellationToken ct) =>
        session.AskAsync(session.Clients.Live, request, ct);

    private static async Task<Finding> CountsAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            var counts = await AskAsync(session, GenesysLive.CountsRequest(), ct);
            return
                JsonReading.List(counts, "presenceCounts") is { } presences && JsonReading.List(counts, "routingStatusCounts") is not null
                ? Finding.When(
                    presences.All(row => JsonReading.Number(row, "count") is >= 0 && JsonReading.Has(row, "systemPresence")),
                    $"{EnglishText.Count(presences.Sum(row => JsonReading.Number(row, "count") ?? 0))} people were counted."
                )
                : Finding.Not("One of the two lists is missing from the answer.");
        }
        catch (VendorException fault) when (fault.Status == 403)
        {
            return Finding.Not($"{Finding.Words(fault)}.", fault.Message);
        }
    }

    private static Task<JsonNode> PageAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "live people",
            () => AskAsync(session, GenesysLive.Present(Users).With("pageSize", PageSize).With("pageNumber", 1), ct)
        );

    private static async Task<Finding> PeopleAsync(CheckSession session, CancellationToken ct)
    {
        var rows = JsonReading.List(await PageAsync(session, ct), "entities") ?? throw new UntoldException("The answer contains no list.");
        var complete = rows.Count(row =>
            JsonReading.Instant(JsonReading.At(row, "presence"), "modifiedDate") is not null
            && JsonReading.Text(JsonReading.At(JsonReading.At(row, "presence"), "presenceDefinition"), "systemPresence") is not null
        );
        return rows.Count == 0
            ? Finding.Untold("The list is empty.")
            : Finding.When(complete * 2 > rows.Count, $"{complete} of {rows.Count} on the first page.");
    }

    private static async Task<Finding> LimitAsync(CheckSession session, CancellationToken ct)
    {
        var pages = JsonReading.Number(
            await CheckSession.GivenAsync(PageAsync(session, ct), "the list of people with their presence"),
            "pageCount"
        );
        if (pages is not > 1)
        {
            return pages is null
                ? Finding.Untold("The list doesn't report its number of pages.")
                : Finding.Holds("Everyone fits on one page.");
        }

        await AskAsync(session, GenesysLive.Present(Users).With("pageSize", PageSize).With("pageNumber", (int)pages), ct);
        return Finding.Holds($"The last of {EnglishText.Count(pages.Value)} pages was returned.");
    }

    private static Task<JsonNode> ChannelAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("live channel", () => AskAsync(session, CheckSession.Post(PushChannel.Template, []), ct));

    private static async Task<Uri> AddressAsync(CheckSession session, CancellationToken ct) =>
        Uri.TryCreate(JsonReading.Text(await ChannelAsync(session, ct), "connectUri"), UriKind.Absolute, out var address)
            ? address
            : throw new UntoldException("The channel has no address.");

    private static Task<JsonNode> GivenChannelAsync(CheckSession session, CancellationToken ct) =>
        CheckSession.GivenAsync(ChannelAsync(session, ct), "a notification channel");

    private static async Task<Finding> TopicAsync(CheckSession session, CancellationToken ct)
    {
        var channel = JsonReading.Id(await GivenChannelAsync(session, ct)) ?? throw new UntoldException("The channel has no ID.");
        var page = await CheckSession.GivenAsync(PageAsync(session, ct), "a person");
        var person = JsonReading.Ids(page, "entities").FirstOrDefault() ?? throw new UntoldException("The list is empty.");
        IReadOnlyList<WireTopic> topics = [new($"v2.users.{person}.activity")];
        var request = ApiRequest
            .Post(Subscriptions, topics, GenesysJson.Default.IReadOnlyListWireTopic, channel)
            .With("ignoreErrors", "true");
        var state = (JsonReading.List(await AskAsync(session, request, ct), "entities") ?? []).Select(topic =>
            JsonReading.Text(topic, "state") ?? "no state"
        );
        var said = state.FirstOrDefault() ?? "nothing";
        return Finding.When(said.Equals("Permitted", StringComparison.OrdinalIgnoreCase), $"Genesys Cloud answered \"{said}\".");
    }

    private static async Task<Finding> SocketAsync(CheckSession session, CancellationToken ct)
    {
        await GivenChannelAsync(session, ct);
        var address = await AddressAsync(session, ct);
        if (!VendorAddress.MayConnect(address, session.Clients.Api))
        {
            throw new UntoldException("Not tried, because the channel uses a different domain.");
        }

        using var limit = new CancellationTokenSource(RetryPipeline.AttemptTimeout, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(address, either.Token);
            await socket.SendAsync(PushChannel.Ping, WebSocketMessageType.Text, endOfMessage: true, either.Token);
            var buffer = new byte[4096];
            var read = await socket.ReceiveAsync(buffer.AsMemory(), either.Token);
            return Finding.When(
                read.MessageType == WebSocketMessageType.Text
                    && Encoding.UTF8.GetString(buffer, 0, read.Count).Contains("topicName", StringComparison.Ordinal),
                "It opened and responded."
            );
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return Finding.Not($"No connection, or no answer within {RetryPipeline.AttemptTimeout.TotalSeconds:0} seconds.", fault.Message);
        }
    }
}
