using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using Xunit;
using static LicenseDashboard.Core.Tests.Invoices.ComparisonSample;

namespace LicenseDashboard.Core.Tests.Invoices;

public sealed class ComparisonPropertyTests
{
    private static readonly DateOnly Ended = new(2026, 9, 20);

    /// <summary>Random bills and invoices: nothing is hidden, and the order of input changes nothing.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Causes_add_up_to_the_difference_in_any_order(int seed)
    {
        var random = new Random(seed);
        string[] skus = ["cloudCX1", "cloudCX2", "cloudCX3", "gc1WEMupgrade"];
        for (var round = 0; round < 300; round++)
        {
            var facts = new Facts
            {
                Expected =
                [
                    .. skus.Where(_ => random.Next(4) > 0)
                        .Select(sku =>
                            Expected(sku, random.Next(50), random.Next(100), random.Next(6), random.Next(100), (LineBasis)random.Next(3))
                        ),
                ],
                Invoiced =
                [
                    .. Enumerable
                        .Range(0, random.Next(8))
                        .Select(number => new InvoicedLine(
                            "I-" + number % 2,
                            random.Next(3) == 0 ? "CX Overage" : "CX",
                            random.Next(5) == 0 ? null : skus[random.Next(skus.Length)],
                            random.Next(4) == 0 ? null : random.Next(60) * Unit,
                            random.Next(4) == 0 ? null : random.Next(120) * Unit,
                            random.Next(-500, 9_000) * Unit / 7
                        )),
                ],
                Former =
                [
                    .. Enumerable
                        .Range(0, random.Next(4))
                        .Select(key => new Suspect(key, random.Next(2) == 0 ? null : skus[random.Next(4)], Ended)),
                ],
                Upgraded = [.. Enumerable.Range(0, random.Next(3)).Select(key => new Suspect(key + 10, skus[random.Next(4)], Ended))],
            };
            var comparison = Compare(facts);
            Assert.All(comparison.Lines, line => Assert.Equal(line.DifferenceMicros, line.Causes.Sum(cause => cause.Micros)));
            Assert.Equal(facts.Invoiced.Sum(line => line.AmountMicros), comparison.InvoicedMicros);
            Assert.Equal(facts.Expected.Sum(line => line.CommitmentMicros + line.OverageMicros), comparison.ExpectedMicros);
            var shuffled = Compare(
                facts with
                {
                    Expected = [.. facts.Expected.Reverse()],
                    Invoiced = [.. facts.Invoiced.Reverse()],
                    Former = [.. facts.Former.Reverse()],
                }
            );
            Assert.Equal(Words(comparison), Words(shuffled));
        }
    }

    private static string Words(Comparison comparison) =>
        string.Join(
            "\n",
            comparison.Lines.Select(line =>
                $"{line.Sku} {line.DifferenceMicros} "
                + string.Join(",", line.Causes.Select(c => $"{c.Cause} {c.Micros} {string.Join('+', c.People.Select(p => p.PersonKey))}"))
            )
        );
}
