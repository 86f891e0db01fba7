using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public class DowngradeLineTests
{
    /// <summary>Capitals are open, small letters folded; read is what the database lists by now.</summary>
    [Theory]
    [InlineData("ABCD", "ABCD", "ABCD")]
    [InlineData("abCD", "CDE", "abCDE")]
    [InlineData("bCD", "CDE", "bCDE")]
    [InlineData("cdeFGH", "FGHIJ", "cdeFGHIJ")]
    [InlineData("AbCdE", "ACEF", "AbCdEF")]
    [InlineData("AbCdE", "XACE", "XAbCdE")]
    [InlineData("AbCdE", "ADE", "AbDE")]
    [InlineData("abc", "", "abc")]
    [InlineData("ABC", "B", "B")]
    public void Folded_rows_stay_behind_whoever_stood_before_them(string shown, string read, string expected)
    {
        var rows = "ABCDEFGHIJX".ToDictionary(letter => letter, letter => Rows.Row(letter.ToString()));
        var merged = DowngradeLine.Merge([.. read.Select(Line)], [.. shown.Select(Line)]);
        Assert.Equal(expected, string.Concat(merged.Select(line => !line.Folded ? line.Row.Name : line.Row.Name.ToLowerInvariant())));

        DowngradeLine Line(char letter) =>
            char.IsLower(letter)
                ? new(rows[char.ToUpperInvariant(letter)], "Approved", ShownUntil: DateTime.UnixEpoch, MayUndo: true)
                : new(rows[letter]);
    }
}
