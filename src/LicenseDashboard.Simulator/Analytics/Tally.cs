using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Adds up conversations by group and slice.</summary>
internal sealed class Tally(ConversationAggregates.Query query)
{
    // A person has few groups, so walking a list is faster than hashing four texts for each of a million conversations.
    private readonly List<Group> _groups = [];
    private readonly List<Metric> _metrics = [.. query.Metrics.Select(name => new Metric(name))];
    private readonly bool _byUser = Asks(query, "userId");
    private readonly bool _byMedia = Asks(query, "mediaType");
    private readonly bool _byPurpose = Asks(query, "purpose");
    private readonly bool _byDivision = Asks(query, "divisionId");
    private readonly bool _filtered = !query.Filter.IsEmpty;

    public int Count => _groups.Count;

    public void Clear() => _groups.Clear();

    public void Add(Person person, List<Conversation> conversations)
    {
        foreach (var conversation in conversations)
        {
            if (_filtered && !query.Filter.Matches(dimension => ConversationAggregates.ValueOf(dimension, person, conversation)))
            {
                continue;
            }

            Stat[]? stats = null;
            for (var metric = 0; metric < _metrics.Count; metric++)
            {
                if (_metrics[metric].Measure(conversation) is { } ms)
                {
                    stats ??= Slot(person, conversation);
                    stats[metric].Add(ms);
                }
            }
        }
    }

    public void Write(Utf8JsonWriter json, int skip, int take)
    {
        for (var i = skip; i < skip + take; i++)
        {
            var group = _groups[i];
            json.WriteStartObject();
            json.WriteStartObject("group");
            WriteDimension(json, "userId", group.User);
            WriteDimension(json, "mediaType", group.Media);
            WriteDimension(json, "purpose", group.Purpose);
            WriteDimension(json, "divisionId", group.Division);
            json.WriteEndObject();
            json.WriteStartArray("data");
            for (var bucket = 0; bucket < group.Slices.Length; bucket++)
            {
                if (group.Slices[bucket] is { } stats)
                {
                    WriteSlice(json, bucket, stats);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private void WriteSlice(Utf8JsonWriter json, int bucket, Stat[] stats)
    {
        json.WriteStartObject();
        query.Buckets.WriteInterval(json, bucket);
        json.WriteStartArray("metrics");
        for (var metric = 0; metric < stats.Length; metric++)
        {
            stats[metric].Write(json, _metrics[metric].Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool Asks(ConversationAggregates.Query query, string dimension) =>
        query.GroupBy.Contains(dimension, StringComparer.OrdinalIgnoreCase);

    private static void WriteDimension(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private Stat[] Slot(Person person, Conversation conversation)
    {
        var user = _byUser ? person.Id : null;
        var media = _byMedia ? conversation.Media : null;
        var purpose = _byPurpose ? ConversationAggregates.PurposeOf(conversation) : null;
        var division = _byDivision ? person.Site.Division.Id : null;
        Group? found = null;
        foreach (var group in _groups)
        {
            if (group.Media == media && group.Purpose == purpose && group.Division == division && group.User == user)
            {
                found = group;
                break;
            }
        }

        if (found is null)
        {
            _groups.Add(found = new Group(user, media, purpose, division, new Stat[]?[query.Buckets.Count]));
        }

        return found.Slices[query.Buckets.IndexOf(conversation.At)] ??= new Stat[_metrics.Count];
    }

    private sealed record Group(string? User, string? Media, string? Purpose, string? Division, Stat[]?[] Slices);
}

/// <summary>Metrics whose name begins with n are counts; the others have times, too.</summary>
internal sealed class Metric(string name)
{
    private readonly Func<Conversation, int?> _measure = name switch
    {
        "tHandle" or "nConnected" or "nConversations" => conversation =>
            conversation.Part is Part.Agent or Part.User ? conversation.Ms : null,
        "tTalk" => conversation => conversation.Part is Part.Agent or Part.User ? conversation.Ms * 9 / 10 : null,
        "tAcw" => conversation => conversation.Part == Part.Agent ? conversation.Ms / 10 : null,
        "nOffered" or "tAnswered" => conversation => conversation.Part == Part.Agent ? 4000 : null,
        "tMonitoring" => conversation => conversation.Part == Part.Monitor ? conversation.Ms : null,
        "tCoaching" => conversation => conversation.Part == Part.Coach ? conversation.Ms : null,
        "tBarging" => conversation => conversation.Part == Part.Barge ? conversation.Ms : null,
        _ => _ => null,
    };

    public string Name => name;

    /// <summary>Null if the metric doesn't apply to this conversation.</summary>
    public int? Measure(Conversation conversation) => _measure(conversation);
}

internal struct Stat
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
