using LicenseDashboard.Connectors.Http;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Http;

public sealed class VendorAddressTests
{
    private const string Api = "https://api.mypurecloud.de";
    private const string Local = "http://127.0.0.1:5090";

    [Theory]
    [InlineData("wss://streaming.mypurecloud.de/channels/1", Api, true)]
    [InlineData("wss://mypurecloud.de/channels/1", Api, true)]
    [InlineData("wss://streaming.usw2.pure.cloud/channels/1", "https://api.usw2.pure.cloud", true)]
    [InlineData("wss://streaming.euw2.pure.cloud/channels/1", "https://api.usw2.pure.cloud", false)]
    [InlineData("ws://streaming.mypurecloud.de/channels/1", Api, false)]
    [InlineData("https://streaming.mypurecloud.de/channels/1", Api, false)]
    [InlineData("wss://streaming.mypurecloud.com/channels/1", Api, false)]
    [InlineData("wss://evilmypurecloud.de/channels/1", Api, false)]
    [InlineData("wss://mypurecloud.de.evil.test/channels/1", Api, false)]
    [InlineData("wss://user:secret@streaming.mypurecloud.de/channels/1", Api, false)]
    [InlineData("wss://127.0.0.1/channels/1", Api, false)]
    [InlineData("ws://localhost:5090/channels/1", Api, false)]
    [InlineData("ws://127.0.0.1:5090/channels/1", Local, true)]
    [InlineData("wss://streaming.mypurecloud.de/channels/1", Local, false)]
    [InlineData("wss://other.test/channels/1", "https://vendor.test", false)]
    [InlineData("wss://10.0.0.2/channels/1", "https://10.0.0.1", false)]
    [InlineData("wss://10.0.0.1/channels/1", "https://10.0.0.1", true)]
    public void Socket_is_connected_to_only_under_the_domain_of_the_vendor(string address, string api, bool may) =>
        Assert.Equal(may, VendorAddress.MayConnect(new(address), new(api)));

    [Theory]
    [InlineData("https://storage.test/result", Api, true)]
    [InlineData("http://storage.test/result", Api, false)]
    [InlineData("https://127.0.0.1/result", Api, false)]
    [InlineData("http://127.0.0.1/result", Local, true)]
    [InlineData("ftp://storage.test/result", Api, false)]
    public void Result_is_downloaded_only_encrypted_or_from_this_machine(string address, string api, bool may) =>
        Assert.Equal(may, VendorAddress.MayFollow(new(address), new(api)));
}
