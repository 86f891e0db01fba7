using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

public sealed class TokenSettingsTests
{
    private const string Good = "0123456789abcdef01234567";

    [Fact]
    public void Token_of_24_characters_and_known_scopes_is_read()
    {
        var token = Assert.Single(Read(("0:Name", "ci"), ("0:Secret", Good), ("0:Scopes", "read  decide")).ApiTokens);
        Assert.Equal(["read", "decide"], token.ScopeWords);
    }

    [Theory]
    [InlineData("Api__Tokens__0__Secret has 23", "ci", "0123456789abcdef0123456", "read")]
    [InlineData("Api__Tokens__0__Secret has 0", "ci", "", "read")]
    [InlineData("Api__Tokens__0__Secret holds a blank", "ci", "0123456789 abcdef01234567", "read")]
    [InlineData("Api__Tokens__0__Name is ''", "", Good, "read")]
    [InlineData("Api__Tokens__0__Name is 'c i'", "c i", Good, "read")]
    [InlineData("Api__Tokens__0__Scopes is 'write'", "ci", Good, "write")]
    [InlineData("Api__Tokens__0__Scopes is ''", "ci", Good, "")]
    public void Token_that_is_wrong_stops_the_start_and_never_shows_its_secret(string message, string name, string secret, string scopes)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(("0:Name", name), ("0:Secret", secret), ("0:Scopes", scopes)));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.True(secret.Length == 0 || !refused.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_tokens_of_one_name_or_one_secret_are_refused()
    {
        var names = Assert.Throws<StartRefusedException>(() =>
            Read(
                ("0:Name", "ci"),
                ("0:Secret", Good),
                ("0:Scopes", "read"),
                ("1:Name", "CI"),
                ("1:Secret", Good + "x"),
                ("1:Scopes", "read")
            )
        );
        Assert.Contains("2 API tokens have the Name 'ci'", names.Message, StringComparison.Ordinal);
        var secrets = Assert.Throws<StartRefusedException>(() =>
            Read(("0:Name", "a"), ("0:Secret", Good), ("0:Scopes", "read"), ("1:Name", "b"), ("1:Secret", Good), ("1:Scopes", "read"))
        );
        Assert.Contains("'a' and 'b' have the same Secret", secrets.Message, StringComparison.Ordinal);
    }

    private static HostSettings Read(params (string Key, string Value)[] tokens) =>
        HostSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(tokens.Select(token => KeyValuePair.Create("Api:Tokens:" + token.Key, (string?)token.Value)))
                .Build(),
            new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = Repository.Root }
        );
}
