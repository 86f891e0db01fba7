using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>Why a question was not answered, for people who can't look into logs.</summary>
internal static class FailureWords
{
    public static string Of(Exception fault) =>
        fault switch
        {
            VendorException { Status: 403, Needs: { } needs } =>
                $"Genesys Cloud denied access (403). The role of the client needs {needs}.",
            VendorException { Status: 403, Code: { Length: > 0 } code } =>
                $"Genesys Cloud denied access (403, {Cut(code)}). The client lacks permissions.",
            VendorException { Status: 403 } => "Genesys Cloud denied access (403). The client lacks permissions.",
            VendorException { Status: 404 } => "Not available in this Genesys Cloud organization (404).",
            VendorException { Status: 429 } => "The request limit for this minute is used up (429).",
            VendorException { Unreached: true } => "Genesys Cloud can't be reached.",
            VendorException { Status: { } status } => FormattableString.Invariant($"Genesys Cloud answered with an error ({status})."),
            VendorException => "Genesys Cloud returned an unusable answer.",
            _ => "LicenseDashboard couldn't read the answer; see the log.",
        };

    private static string Cut(string code) => code.Length > 100 ? code[..100] : code;
}
