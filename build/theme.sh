#!/bin/sh
# Writes wwwroot-assets/css/theme.css from Ui/Theme/AppTheme.cs, after a change there or a new version of MudBlazor.
set -e
cd "$(dirname "$0")/.."
dotnet build tests/LicenseDashboard.Web.Tests -v quiet -tl:off
LICENSEDASHBOARD_WRITE_THEME=1 dotnet artifacts/bin/LicenseDashboard.Web.Tests/debug/LicenseDashboard.Web.Tests.dll -class LicenseDashboard.Web.Tests.Ui.ThemeTests
