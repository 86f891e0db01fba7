using Microsoft.Playwright;
using Xunit;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The pictures of the README; <c>wwwroot-assets/screenshots/take.sh</c> keeps them.</summary>
[Collection<OneProgram>]
public sealed class ReadmePictures(ProgramFixture program)
{
    [Fact]
    public async Task Downgrades_page_as_its_reader_sees_it()
    {
        await using var visit = await program.ListAsync(width: 1280, height: 720);
        await Assertions.Expect(visit.Rows.First).ToBeVisibleAsync();
        await visit.PictureAsync("downgrades");
        visit.AssertCalm();
    }
}
