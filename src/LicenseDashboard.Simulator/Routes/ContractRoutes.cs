using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Billing;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>The preview routes of billing. Most organizations don't have them: without a contract they answer 404.</summary>
internal static class ContractRoutes
{
    private const string Contracts = "/api/v2/billing/contracts";
    private const string Invoices = Contracts + "/invoices";
    private const int MostOnPage = 200;

    public static void MapContracts(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        if (simulation.Billing is not { } desk)
        {
            return;
        }

        var contract = desk.Contract;
        Get(Contracts, http => Page(http, Contracts, [desk], WriteContract));
        Get(Contracts + "/{contractId}", http => Answer.JsonAsync(http, json => WriteContract(json, Own(http))));
        Get(
            Contracts + "/{contractId}/billingperiods/{billingPeriodId}",
            http =>
            {
                var id = http.Route("billingPeriodId");
                var month = Own(http).Months().FirstOrDefault(month => month.Id == id) ?? throw ApiError.NotFound(id);
                return Answer.JsonAsync(http, json => WritePeriod(json, desk, month));
            }
        );
        Get(Invoices, http => Page(http, Invoices, desk.Invoices(), (json, invoice) => WriteInvoice(json, contract, invoice)));
        Get(
            Invoices + "/{invoiceId}/lines",
            http =>
            {
                var id = http.Route("invoiceId");
                var invoice = desk.Invoices().FirstOrDefault(invoice => invoice.Id == id) ?? throw ApiError.NotFound(id);
                var lines = invoice.Lines.Index().ToList();
                return Page(http, $"{Invoices}/{id}/lines", lines, (json, line) => WriteLine(json, contract, line.Index, line.Item));
            }
        );

        BillingDesk Own(HttpContext http) =>
            http.Route("contractId") == contract.Number ? desk : throw ApiError.NotFound(http.Route("contractId"));

        void Get(string route, RequestDelegate answer) => routes.MapGet(route, answer).Needs("billing:subscription:view");
    }

    /// <summary>The cursor is the position of the first row that is still to come.</summary>
    private static Task Page<T>(HttpContext http, string path, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        var size = http.Number("pageSize", 25, MostOnPage);
        var from = http.Text("after") is null ? 0 : http.Number("after", 0, int.MaxValue);
        return Answer.JsonAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("entities");
                foreach (var each in all.Skip(from).Take(size))
                {
                    write(json, each);
                }

                json.WriteEndArray();
                if (from + size < all.Count)
                {
                    json.WriteString("nextUri", string.Create(CultureInfo.InvariantCulture, $"{path}?pageSize={size}&after={from + size}"));
                }

                json.WriteEndObject();
            }
        );
    }

    private static void WriteContract(Utf8JsonWriter json, BillingDesk desk)
    {
        var contract = desk.Contract;
        json.WriteStartObject();
        json.WriteString("id", contract.Number);
        json.WriteString("status", desk.IsActive ? "Active" : "Inactive");
        json.WriteString("commercialModel", "Annual prepay, monthly invoice");
        if (contract.PoNumber is { } order)
        {
            json.WriteString("externalNumber", order);
        }

        json.WriteString("dateStart", Day(contract.First));
        json.WriteString("dateEnd", Day(contract.Last));
        json.WriteStartArray("billingPeriods");
        foreach (var month in desk.Months())
        {
            json.WriteStartObject();
            WriteMonth(json, month);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("plans");
        var current = desk.Months() is [.., var latest] ? latest.First : contract.First;
        foreach (var (index, item) in contract.Items.Index())
        {
            WritePlan(json, contract, index + 1, BillingDesk.InForce(item, current));
        }

        json.WriteEndArray();
        json.WriteString("selfUri", $"{Contracts}/{contract.Number}");
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, BilledContract contract, int number, BilledItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"plan-{number}"));
        json.WriteString("name", ProductNames.Of(item.License));
        WriteProduct(json, ProductNames.Number(item.License), ProductNames.Of(item.License), ProductNames.Unit(item.By));
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("itemNumber", number.ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", ProductNames.Of(item.License));
        json.WriteNumber("quantity", item.Committed);
        json.WriteNumber("price", item.Price);
        json.WriteNumber("overagePrice", item.OveragePrice);
        json.WriteNumber("discountAmount", 0);
        json.WriteString("currencyIsoCode", contract.Currency);
        json.WriteString("unitOfMeasure", ProductNames.Unit(item.By));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePeriod(Utf8JsonWriter json, BillingDesk desk, BilledMonth month)
    {
        json.WriteStartObject();
        WriteMonth(json, month);
        json.WriteStartArray("charges");
        foreach (var charge in desk.Charges(month))
        {
            var license = charge.Item.License;
            json.WriteStartObject();
            json.WriteString("id", $"{month.Id}-{license}");
            json.WriteString("name", ProductNames.Of(license));
            WriteProduct(json, ProductNames.Number(license), ProductNames.Of(license), ProductNames.Unit(charge.Item.By));
            json.WriteNumber("prepaidQuantity", charge.Item.Committed);
            json.WriteNumber("fairuseQuantity", charge.Item.Included);
            json.WriteNumber("actualQuantity", charge.Used);
            json.WriteNumber("overageQuantity", charge.Over);
            json.WriteNumber("overageRate", charge.Item.OveragePrice);
            json.WriteNumber("overageCharge", charge.Overage);
            json.WriteString("overageCurrency", desk.Contract.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("wallets");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMonth(Utf8JsonWriter json, BilledMonth month)
    {
        json.WriteString("id", month.Id);
        json.WriteString("status", month.IsClosed ? "Closed" : "Open");
        json.WriteString("dateStart", Day(month.First));
        json.WriteString("dateEnd", Day(month.Last));
    }

    private static void WriteInvoice(Utf8JsonWriter json, BilledContract contract, Invoice invoice)
    {
        json.WriteStartObject();
        json.WriteString("id", invoice.Id);
        json.WriteString("invoiceNumber", invoice.Id);
        json.WriteReference("contract", contract.Number, Contracts + "/");
        json.WriteStartObject("billingPeriod");
        WriteMonth(json, invoice.Month);
        json.WriteEndObject();
        json.WriteString("dateIssued", Day(invoice.IssuedOn));
        json.WriteString("currencyIsoCode", contract.Currency);
        json.WriteNumber("totalAmount", invoice.Total);
        json.WriteString("paymentStatus", "Unpaid");
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, BilledContract contract, int index, InvoiceLine line)
    {
        json.WriteStartObject();
        json.WriteString("id", (index + 1).ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", line.Name);
        WriteProduct(json, line.Product, line.ProductName, null);
        json.WriteNumber("quantity", line.Quantity);
        json.WriteNumber("price", line.Price);
        json.WriteNumber("amount", line.Amount);
        json.WriteString("currencyIsoCode", contract.Currency);
        json.WriteEndObject();
    }

    private static void WriteProduct(Utf8JsonWriter json, string number, string name, string? unit)
    {
        json.WriteStartObject("product");
        json.WriteString("id", number);
        json.WriteString("sku", number);
        json.WriteString("name", name);
        if (unit is not null)
        {
            json.WriteString("unitOfMeasure", unit);
        }

        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
