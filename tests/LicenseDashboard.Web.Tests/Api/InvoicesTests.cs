using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LicenseDashboard.Application.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class InvoicesTests(ApiProgram program)
{
    /// <summary>The first billing period of the demo's contract, which has begun whatever day it is.</summary>
    private DateOnly First => program.Services.GetRequiredService<IReadOnlyList<ConfiguredContract>>()[0].StartsOn;

    [Fact]
    public async Task Invoice_is_added_found_again_and_corrected()
    {
        var added = await PostAsync(Body("API-1", 6000), HttpStatusCode.Created);
        Assert.Equal("new", added.GetProperty("outcome").GetString());
        var same = await PostAsync(Body("API-1", 6000), HttpStatusCode.OK);
        Assert.Equal(("same", Id(added)), (same.GetProperty("outcome").GetString(), Id(same)));
        var corrected = await PostAsync(Body("API-1", 5900), HttpStatusCode.Created);
        Assert.Equal("correction", corrected.GetProperty("outcome").GetString());
        Assert.Contains("quantity × unit price is 6,000.00", corrected.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);

        var one = await program.JsonAsync(HttpMethod.Get, $"invoices/{Id(added)}", ApiProgram.Finance);
        Assert.Equal((2, 5900m), (one.GetProperty("invoice").GetProperty("revision").GetInt32(), Amount(one.GetProperty("invoice"))));
        Assert.Equal("cloudCX1", one.GetProperty("lines")[0].GetProperty("sku").GetString());
        var list = await program.JsonAsync(HttpMethod.Get, "invoices?pageSize=200&platform=genesys", ApiProgram.Finance);
        Assert.Single(list.GetProperty("items").EnumerateArray(), row => row.GetProperty("number").GetString() == "API-1");
    }

    [Theory]
    [InlineData("{}", "number", "number is missing.")]
    [InlineData("{\"number\":\"A\",\"from\":\"soon\"}", "from", "from must be a day such as 2027-01-31.")]
    [InlineData("{\"lines\":[{\"amount\":\"6\"}]}", "lines[0].amount", "lines[0].amount must be a number such as 1234.5.")]
    [InlineData("{\"lines\":[{\"amuont\":6}]}", "lines[0].amuont", "lines[0].amuont is not a field here")]
    [InlineData("{\"lines\":7}", "lines", "lines must be a list")]
    [InlineData("[]", "body", "body must be an object")]
    public async Task Body_that_is_wrong_names_the_field(string body, string field, string message)
    {
        using var answer = await program.SendAsync(HttpMethod.Post, "invoices", ApiProgram.Finance, body);
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.StartsWith(message, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_is_previewed_and_then_applied_as_previewed()
    {
        var (from, to) = (Day(First), Day(First.AddMonths(1).AddDays(-1)));
        var file = $"invoice;from;to;currency;product;amount\nAPI-2;{from};{to};USD;Premium Care;950,00";
        var preview = await FileAsync(file, "invoices", HttpStatusCode.OK);
        Assert.True(preview.GetProperty("dryRun").GetBoolean());
        Assert.Equal(0, preview.GetProperty("errors").GetInt32());
        Assert.Equal(2, preview.GetProperty("lines")[0].GetProperty("notes").GetArrayLength());
        await FileAsync(file, "invoices?dryRun=false", HttpStatusCode.BadRequest);
        var applied = await FileAsync(
            file,
            $"invoices?dryRun=false&preview={preview.GetProperty("preview").GetString()}",
            HttpStatusCode.OK
        );
        Assert.False(applied.GetProperty("dryRun").GetBoolean());
        await FileAsync(file, "invoices?dryRun=false&preview=other", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Unknown_invoice_is_not_found_and_an_odd_id_is_refused()
    {
        using var none = await program.SendAsync(HttpMethod.Get, $"invoices/{Guid.CreateVersion7()}", ApiProgram.Finance);
        await ApiProgram.ProblemAsync(none, HttpStatusCode.NotFound);
        using var odd = await program.SendAsync(HttpMethod.Get, "invoices/7", ApiProgram.Finance);
        await ApiProgram.ProblemAsync(odd, HttpStatusCode.BadRequest);
    }

    private Task<JsonElement> PostAsync(string body, HttpStatusCode expected) =>
        program.JsonAsync(HttpMethod.Post, "invoices", ApiProgram.Finance, body, expected);

    private string Body(string number, int amount) =>
        JsonSerializer.Serialize(
            new
            {
                number,
                from = Day(First),
                to = Day(First.AddMonths(1).AddDays(-1)),
                currency = "USD",
                lines = new[]
                {
                    new
                    {
                        product = "Genesys Cloud CX 1",
                        quantity = 80,
                        unitPrice = 75,
                        amount,
                    },
                },
            }
        );

    private async Task<JsonElement> FileAsync(string file, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path)
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiProgram.Finance);
        using var answer = await program.CreateClient().SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{path} answered {(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static string? Id(JsonElement saved) => saved.GetProperty("id").GetString();

    private static decimal Amount(JsonElement row) => row.GetProperty("invoiced").GetProperty("amount").GetDecimal();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
