using Microsoft.Playwright;
using Xunit;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The pictures of the README; <c>wwwroot-assets/screenshots/take.sh</c> keeps them.</summary>
public sealed class ReadmePictures(ProgramFixture program) : IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Downgrades_page_as_its_reader_sees_it()
    {
        await using var visit = await program.VisitAsync("downgrades", ColorScheme.Light, width: 1280, height: 720);
        await visit.ConnectedAsync();
        await visit.PictureAsync("downgrades");
        visit.AssertCalm();
    }
}
