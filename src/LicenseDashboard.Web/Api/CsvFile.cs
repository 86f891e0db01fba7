using System.Text;

namespace LicenseDashboard.Web.Api;

/// <summary>A download written while it is read, in UTF-8 with the mark that spreadsheets look for.</summary>
internal static class CsvFile
{
    public static IResult Of(string name, IEnumerable<string> header, IAsyncEnumerable<string[]> lines) => Results.Stream(async stream =>
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true);
        await writer.WriteAsync(CsvText.Line(header));
        await foreach (var line in lines)
        {
            await writer.WriteAsync(CsvText.Line(line));
        }
    }, "text/csv; charset=utf-8", name);
}
