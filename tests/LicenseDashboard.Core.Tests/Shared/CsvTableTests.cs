using System.Text;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Shared;

public class CsvTableTests
{
    private const string Text = "User,Tag,Why\np1,LEAVE,\"Élan, says \"\"hello\"\"\"\n\n  p2 , LEAVE ,\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1252"];

    [Theory, MemberData(nameof(Encodings))]
    public void File_is_read_in_the_encodings_that_spreadsheets_write(string encoding)
    {
        var table = CsvTable.Read(Bytes(encoding)).Value;
        Assert.Equal(["User", "Tag", "Why"], table.Header);
        Assert.Equal([2, 4], table.Records.Select(record => record.Line));
        Assert.Equal("Élan, says \"hello\"", table.Value(table.Records[0], "why"));
        Assert.Equal(
            ("p2", "LEAVE", ""),
            (table.Value(table.Records[1], "USER"), table.Value(table.Records[1], "tag"), table.Value(table.Records[1], "why"))
        );
    }

    [Theory, InlineData(";"), InlineData("\t")]
    public void Separator_is_the_one_the_first_line_has_most_of(string separator)
    {
        var table = CsvTable
            .Read(Encoding.UTF8.GetBytes($"user{separator}tag, or so{separator}why\r\np1{separator}LEAVE{separator}a, b\r\n"))
            .Value;
        Assert.Equal("a, b", table.Value(table.Records[0], "why"));
    }

    [Theory]
    [
        InlineData("sep=;\r\nuser;tag;why\r\np1;LEAVE;a, b\r\n", 3),
        InlineData("\uFEFFSEP=;\nuser;tag;why\np1;LEAVE;a, b", 3),
        InlineData("\"sep=\t\"\ruser\ttag\twhy\rp1\tLEAVE\ta, b", 3)
    ]
    [InlineData("sep=|\nuser|tag|why\np1|LEAVE|a, b", 3), InlineData("\uFEFF\uFEFFuser;tag;why\np1;LEAVE;a, b", 2)]
    [
        InlineData("\"user\";\"tag\";\"why, who, what\"\np1;LEAVE;a, b", 2),
        InlineData("\n\n\"user\";tag;\"why,\n,,\"\np1;LEAVE;\"a, b\"\n", 5)
    ]
    public void Separator_is_named_by_the_file_or_counted_outside_quotation_marks(string text, int line)
    {
        var table = CsvTable.Read(Encoding.UTF8.GetBytes(text)).Value;
        var record = Assert.Single(table.Records);
        Assert.Equal((3, line), (table.Header.Count, record.Line));
        Assert.Equal(["p1", "LEAVE", "a, b"], record.Values);
    }

    [Fact]
    public void Quoted_separators_and_line_breaks_are_part_of_the_value()
    {
        var table = CsvTable.Read("sep=;\nuser;why\np1;\"one; two\r\nthree \"\"four\"\"\"\np2;x\n"u8).Value;
        Assert.Equal(("one; two\r\nthree \"four\"", 3), (table.Value(table.Records[0], "why"), table.Records[0].Line));
        Assert.Equal(5, table.Records[1].Line);
    }

    [Fact]
    public void Lines_are_those_of_the_file_though_a_value_holds_a_line_break()
    {
        var table = CsvTable.Read("user,why\r\np1,\"two\r\nlines\"\rp2,one\n"u8).Value;
        Assert.Equal([2, 4], table.Records.Select(record => record.Line));
        Assert.Equal("two\r\nlines", table.Value(table.Records[0], "why"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1,\"open", "Line 2: a quotation mark")]
    [InlineData("Tag,tag\n1,2", "\"Tag\" appears 2 times")]
    public void File_that_cant_be_read_is_refused_with_what_is_wrong(string text, string says) =>
        Assert.Contains(says, CsvTable.Read(Encoding.UTF8.GetBytes(text)).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Contains("not a text file", CsvTable.Read([0x50, 0x4B, 0x03, 0x04, 0, 0, 1]).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void Any_bytes_give_a_table_or_a_refusal()
    {
        var random = new Random(20261124);
        const string alphabet = "ab,\"\n\r;\t é";
        for (var run = 0; run < 2000; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var read = CsvTable.Read(Encoding.UTF8.GetBytes(text));
            if (read.Refusal is null)
            {
                var lines = 1 + text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r');
                Assert.All(read.Value.Records, record => Assert.InRange(record.Line, 1, lines));
            }
        }
    }

    private static byte[] Bytes(string encoding) =>
        encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            "utf-8 with mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16 little" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16 big" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text),
        };
}
