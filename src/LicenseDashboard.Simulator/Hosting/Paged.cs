using System.Text.Json;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>The vendor's page-numbered listing.</summary>
internal static class Paged
{
    public static Task ListAsync<T>(HttpContext http, IReadOnlyList<T> all, int mostOnPage, Action<Utf8JsonWriter, T> write)
    {
        var size = http.Number("pageSize", 25, mostOnPage);
        var number = http.Number("pageNumber", 1, int.MaxValue);
        return Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                json.WriteStartObject();
                json.WriteStartArray("entities");
                for (var i = (long)(number - 1) * size; i < Math.Min(all.Count, (long)number * size); i++)
                {
                    write(json, all[(int)i]);
                    await stream.PaceAsync();
                }

                json.WriteEndArray();
                json.WriteNumber("pageSize", size);
                json.WriteNumber("pageNumber", number);
                json.WriteNumber("total", all.Count);
                json.WriteNumber("pageCount", (all.Count + size - 1) / size);
                json.WriteEndObject();
            }
        );
    }
}
