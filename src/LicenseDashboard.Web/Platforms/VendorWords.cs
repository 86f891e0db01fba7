using System.Text.RegularExpressions;

namespace LicenseDashboard.Web.Platforms;

/// <summary>Errors of requests to the vendor in plain words. The exact text is for administrators and auditors.</summary>
internal static partial class VendorWords
{
    public const string Unreached = "Genesys Cloud could not be reached.";

    /// <summary>A sentence without routes and addresses. Texts that name no request are already words and stay as they are.</summary>
    public static string Of(string error) =>
        !Request().IsMatch(error) ? error
        : IsUnreached(error) ? Unreached
        : RefusedClient().IsMatch(error) ? "Genesys Cloud rejected the client's ID or secret."
        : Answered().Match(error) is { Success: true } answer
            ? answer.Groups[1].Value switch
            {
                "403" => "Genesys Cloud refused access: the client's role lacks a permission.",
                "404" => "Genesys Cloud couldn't find the requested data.",
                "429" => "Genesys Cloud is limiting requests.",
                ['5', ..] => "Genesys Cloud reported an internal error.",
                _ => "Genesys Cloud rejected a request.",
            }
        : "Genesys Cloud's answer was incomplete.";

    /// <summary>
    /// What an answer to a change means for the person who has to fix it. What stands before the request stays, as does a text that names
    /// no request, because it is already in words.
    /// </summary>
    public static string OfChange(string error)
    {
        var request = Request().Match(error);
        var at = request.Success ? request.Index : 0;
        var (before, answer) = (error[..at], error[at..]);
        return before
            + (
                IsUnreached(answer) ? Unreached
                : Answered().Match(answer) is { Success: true } answered ? Change(answered.Groups[1].Value)
                : request.Success ? Of(answer)
                : Sentence(answer)
            );
    }

    public static string Sentence(string text) => text.Length == 0 || text.EndsWith('.') ? text : text + ".";

    private static string Change(string status) =>
        status switch
        {
            "401" => "Genesys Cloud rejected the client's ID or secret.",
            "403" =>
                "The client is not allowed to make this change: its role lacks a permission or does not include the person's division.",
            "404" => "This person or role no longer exists in Genesys Cloud.",
            "409" => "The same roles were being changed in Genesys Cloud at that moment.",
            "429" => "Genesys Cloud is limiting requests.",
            ['5', ..] => "Genesys Cloud reported an internal error.",
            _ => "Genesys Cloud rejected the change.",
        };

    /// <summary>True if no answer arrived, or only that of a gateway in front of the vendor.</summary>
    public static bool IsUnreached(string error) => NoAnswer().IsMatch(error);

    [GeneratedRegex(@"\b(GET|POST|PUT|PATCH|DELETE) /")]
    private static partial Regex Request();

    [GeneratedRegex(@"no whole answer|no answer from|answered 50[234]\b")]
    private static partial Regex NoAnswer();

    [GeneratedRegex(@"refused the client|answered 401\b")]
    private static partial Regex RefusedClient();

    [GeneratedRegex(@"answered (\d{3})\b")]
    private static partial Regex Answered();
}
