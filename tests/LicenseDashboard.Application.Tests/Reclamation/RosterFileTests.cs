using System.Text;
using LicenseDashboard.Application.Reclamation.Roster;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public class RosterFileTests
{
    [Theory]
    [InlineData(
        "\uFEFFsep=;\r\nEmployee ID;E-Mail;Status;Last day;Note\r\n"
            + "E-1;a@example.test;terminated;2026-12-24;\"moved; then\r\nleft\"\r\nE-2;;leave;;\r\n",
        3,
        5
    )]
    [InlineData(
        "\"Employee ID\",\"E-Mail\",\"Status\",\"Last day\",\"Note; why; when; where; who\"\n"
            + "E-1,a@example.test,terminated,2026-12-24,x\nE-2,,leave,,\n",
        2,
        3
    )]
    [InlineData("sep=\t\nEmployee ID\tE-Mail\tStatus\tLast day\nE-1\ta@example.test\tterminated\t2026-12-24\nE-2\t\tleave\t\n", 3, 4)]
    public void Roster_is_read_as_spreadsheets_of_every_region_save_it(string text, int first, int second)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)] })
        {
            var entries = RosterFile.Read(bytes).Value;
            Assert.Equal(
                [(first, "E-1", RosterStatus.Terminated), (second, "E-2", RosterStatus.Leave)],
                entries.Select(entry => (entry.Line, entry.EmployeeId, entry.Status))
            );
            Assert.Equal(("a@example.test", new DateOnly(2026, 12, 24)), (entries[0].Email, entries[0].LastDay));
            Assert.All(entries, entry => Assert.Equal("", entry.Problem));
        }
    }
}
