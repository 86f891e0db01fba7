using LicenseDashboard.Web.Remediation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Remediation;

public sealed class RemediationsQueryTests
{
    [Fact]
    public void Filters_of_an_address_are_read_and_come_back_and_what_contradicts_is_named()
    {
        var id = Guid.CreateVersion7().ToString();
        var (query, left) = RemediationsQuery.Read(
            new(Kind: "reclaim", Approver: "Ada Byron", From: "2026-11-01", To: "2026-11-20", Row: id)
        );
        Assert.Empty(left);
        var address = query.ToAddress();
        Assert.Equal(
            ("reclaim", "Ada Byron", "2026-11-01", "2026-11-20", id),
            (Of("kind"), Of("approver"), Of("from"), Of("to"), Of("row"))
        );
        string? Of(string name) => address[name]?.ToString();
        var wrong = RemediationsQuery.Read(new(From: "2026-11-20", To: "2026-11-01", Row: "7", Since: "9999-12-31"));
        Assert.Equal(3, wrong.NotUnderstood.Count);
    }
}
