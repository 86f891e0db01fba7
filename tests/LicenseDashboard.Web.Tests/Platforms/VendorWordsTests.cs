using Bunit;
using LicenseDashboard.Web.Platforms;
using Xunit;

namespace LicenseDashboard.Web.Tests.Platforms;

/// <summary>Stored errors of changes, as everybody reads them.</summary>
public sealed class VendorWordsTests : IDisposable
{
    private const string Refused = "POST /api/v2/authorization/subjects/{subjectId}/bulkadd answered 403 Forbidden.";

    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("The person has left", "The person has left.")]
    [InlineData("GET /api/v2/users failed: no whole answer: Connection refused (127.0.0.1:5490)", "Genesys Cloud could not be reached.")]
    [InlineData("PUT /api/v2/users/{userId} answered 409 Conflict.", "The same roles were being changed in Genesys Cloud at that moment.")]
    [InlineData("GET /api/v2/users: the answer is not JSON", "Genesys Cloud's answer was incomplete.")]
    [InlineData(
        "The change was given up: GET /api/v2/users answered 500 Internal Server Error.",
        "The change was given up: Genesys Cloud reported an internal error."
    )]
    public void Change_that_failed_is_said_without_routes_and_addresses(string error, string words) =>
        Assert.Equal(words, VendorWords.OfChange(error));

    [Theory, InlineData(Refused, true, true), InlineData(Refused, false, false), InlineData("The person has left.", true, false)]
    public void Exact_error_is_folded_for_who_may_read_it_unless_the_words_say_it_already(string error, bool mayRead, bool shown)
    {
        var detail = _bench.Render<ErrorDetail>(set => set.Add(d => d.Error, error).Add(d => d.MayRead, mayRead));
        Assert.Equal(shown ? error : null, detail.FindAll("details p").SingleOrDefault()?.TextContent);
    }
}
