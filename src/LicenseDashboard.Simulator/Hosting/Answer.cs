using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;

namespace LicenseDashboard.Simulator.Hosting;

internal static class Answer
{
    public static async Task JsonAsync(HttpContext http, Action<Utf8JsonWriter> write, int status = 200)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }

    /// <summary>For answers of any size: the writer flushes whenever <see cref="JsonStream.PaceAsync"/> is awaited.</summary>
    public static async Task StreamAsync(HttpContext http, Func<JsonStream, Task> write)
    {
        http.Response.ContentType = "application/json";
        await using var stream = new JsonStream(http.Response.BodyWriter, http.RequestAborted);
        await write(stream);
    }

    /// <summary>Writes members named <paramref name="name"/> in the vendor's format of an instant.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTime instant)
    {
        Span<char> text = stackalloc char[24];
        instant.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    public static void WriteReference(this Utf8JsonWriter json, string name, string id, string selfUri)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteString("selfUri", selfUri + id);
        json.WriteEndObject();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

internal sealed class JsonStream(PipeWriter pipe, CancellationToken ct) : IAsyncDisposable
{
    private const int Portion = 64 * 1024;

    public Utf8JsonWriter Json { get; } = new(pipe);

    public async ValueTask PaceAsync()
    {
        if (Json.BytesPending > Portion || pipe.UnflushedBytes > Portion)
        {
            await Json.FlushAsync(ct);
            await pipe.FlushAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Json.DisposeAsync();
        await pipe.FlushAsync(ct);
    }
}
