#!/usr/bin/env bash
# Takes the pictures of README.md, and one of every page in both themes at 1,440, 1,024 and 375 pixels into a folder to look through:
# artifacts/pictures, or the one given. Needs Chromium (CHROMIUM names it). A picture of the README must stay below 250 KB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
pages=${1:-artifacts/pictures}
mkdir -p "$pages"
dotnet build tests/LicenseDashboard.E2E.Tests -tl:off -v q
walk() {
  LICENSEDASHBOARD_PICTURES=$1 dotnet test tests/LicenseDashboard.E2E.Tests --no-build --filter "$2"
}
walk "$PWD/wwwroot-assets/screenshots" "FullyQualifiedName~ReadmePictures"
walk "$(cd "$pages" && pwd)" "FullyQualifiedName~EveryPageTests.Page_is|FullyQualifiedName~FrameTests.Downgrades_page"
find wwwroot-assets/screenshots -name '*.png' -size +250k -exec echo "larger than 250 KB: {}" \; -exec false {} +
echo "$(find "$pages" -name 'page-*.png' | wc -l) pictures of pages in $pages"
