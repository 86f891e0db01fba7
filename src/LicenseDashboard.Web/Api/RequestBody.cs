namespace LicenseDashboard.Web.Api;

/// <summary>Reads a request body up to the limit of its endpoint.</summary>
internal static class RequestBody
{
    public const int MostJson = 64 * 1024;

    public static async Task<(ReadOnlyMemory<byte> Bytes, ProblemAnswer? Problem)> ReadAsync(HttpContext context, int mostBytes)
    {
        if (context.Request.ContentLength > mostBytes)
        {
            return (default, ProblemAnswer.Of(StatusCodes.Status413PayloadTooLarge));
        }

        using var buffer = new MemoryStream();
        var piece = new byte[8192];
        for (int read; (read = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0; )
        {
            buffer.Write(piece, 0, read);
            if (buffer.Length > mostBytes)
            {
                return (default, ProblemAnswer.Of(StatusCodes.Status413PayloadTooLarge));
            }
        }

        return (buffer.ToArray(), null);
    }
}
