using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Adds conversations up by group and slice.</summary>
internal sealed class Tally(ConversationAggregates.Query query)
{
    private readonly Dictionary<Key, SortedDictionary<int, Stat[]>> _groups = [];
    private readonly List<Key> _order = [];
    private readonly bool[] _asked = [.. new[] { "userId", "mediaType", "purpose", "divisionId" }.Select(name => query.GroupBy.Contains(name, StringComparer.OrdinalIgnoreCase))];

    public int Count => _order.Count;

    public void Clear()
    {
        _groups.Clear();
        _order.Clear();
    }

    public void Add(Person person, List<Conversation> conversations)
    {
        foreach (var conversation in conversations)
        {
            if (!query.Filter.Matches(dimension => ConversationAggregates.ValueOf(dimension, person, conversation)))
            {
                continue;
            }

            for (var metric = 0; metric < query.Metrics.Count; metric++)
            {
                if (Measure(query.Metrics[metric], conversation) is { } ms)
                {
                    Slot(person, conversation)[metric].Add(ms);
                }
            }
        }
    }

    public void Write(Utf8JsonWriter json, int skip, int take)
    {
        for (var i = skip; i < skip + take; i++)
        {
            var key = _order[i];
            json.WriteStartObject();
            json.WriteStartObject("group");
            WriteDimension(json, "userId", key.User);
            WriteDimension(json, "mediaType", key.Media);
            WriteDimension(json, "purpose", key.Purpose);
            WriteDimension(json, "divisionId", key.Division);
            json.WriteEndObject();
            json.WriteStartArray("data");
            foreach (var (bucket, stats) in _groups[key])
            {
                json.WriteStartObject();
                query.Buckets.WriteInterval(json, bucket);
                json.WriteStartArray("metrics");
                for (var metric = 0; metric < stats.Length; metric++)
                {
                    stats[metric].Write(json, query.Metrics[metric]);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteDimension(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private Stat[] Slot(Person person, Conversation conversation)
    {
        var key = new Key(
            _asked[0] ? person.Id : null,
            _asked[1] ? conversation.Media : null,
            _asked[2] ? ConversationAggregates.PurposeOf(conversation) : null,
            _asked[3] ? person.Site.Division.Id : null);
        if (!_groups.TryGetValue(key, out var slices))
        {
            _groups[key] = slices = [];
            _order.Add(key);
        }

        var bucket = query.Buckets.IndexOf(conversation.At);
        return slices.TryGetValue(bucket, out var stats) ? stats : slices[bucket] = new Stat[query.Metrics.Count];
    }

    /// <summary>Null = this conversation says nothing about the metric.</summary>
    private static int? Measure(string metric, Conversation conversation) => (metric, conversation.Part) switch
    {
        ("tHandle" or "nConnected" or "nConversations", Part.Agent or Part.User) => conversation.Ms,
        ("tTalk", Part.Agent or Part.User) => conversation.Ms * 9 / 10,
        ("tAcw", Part.Agent) => conversation.Ms / 10,
        ("nOffered" or "tAnswered", Part.Agent) => 4000,
        ("tMonitoring", Part.Monitor) or ("tCoaching", Part.Coach) or ("tBarging", Part.Barge) => conversation.Ms,
        _ => null,
    };

    private readonly record struct Key(string? User, string? Media, string? Purpose, string? Division);

    private struct Stat
    {
        private int _count;
        private long _sum;
        private int _min;
        private int _max;

        public void Add(int ms)
        {
            _min = _count == 0 ? ms : Math.Min(_min, ms);
            _max = Math.Max(_max, ms);
            _sum += ms;
            _count++;
        }

        /// <summary>Metrics beginning with n are counts; the others carry times as well.</summary>
        public readonly void Write(Utf8JsonWriter json, string metric)
        {
            if (_count == 0)
            {
                return;
            }

            json.WriteStartObject();
            json.WriteString("metric", metric);
            json.WriteStartObject("stats");
            json.WriteNumber("count", _count);
            if (metric[0] == 't')
            {
                json.WriteNumber("max", _max);
                json.WriteNumber("min", _min);
                json.WriteNumber("sum", _sum);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
