using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>Why a question was not answered, for people who can't look into logs.</summary>
internal static class FailureWords
{
    public static string Of(Exception fault) =>
        fault switch
        {
            VendorException { Status: 403, Needs: { } needs } =>
                $"Genesys Cloud refuses this to the client of LicenseDashboard (403). Its role needs {needs}.",
            VendorException { Status: 403, Code: { Length: > 0 } code } =>
                $"Genesys Cloud refuses this to the client of LicenseDashboard (403, {Cut(code)}). Its permissions are missing.",
            VendorException { Status: 403 } =>
                "Genesys Cloud refuses this to the client of LicenseDashboard (403). Its permissions are missing.",
            VendorException { Status: 404 } => "Genesys Cloud doesn't offer this to the organization (404).",
            VendorException { Status: 429 } => "Genesys Cloud has no requests left for this minute (429).",
            VendorException { Unreached: true } => "Genesys Cloud can't be reached.",
            VendorException { Status: { } status } => FormattableString.Invariant($"Genesys Cloud answered with an error ({status})."),
            VendorException => "Genesys Cloud gave no answer that can be used.",
            _ => "The program failed to read the answer; its log says why.",
        };

    private static string Cut(string code) => code.Length > 100 ? code[..100] : code;
}
