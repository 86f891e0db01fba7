#!/usr/bin/env bash
# Makes the pictures of README.md from the running program. Needs Chromium (CHROMIUM names it). Each must stay below 250 KB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
LICENSEDASHBOARD_PICTURES="$PWD/wwwroot-assets/screenshots" dotnet test tests/LicenseDashboard.E2E.Tests --filter "FullyQualifiedName~ReadmePictures"
find wwwroot-assets/screenshots -name '*.png' -size +250k -exec echo "larger than 250 KB: {}" \; -exec false {} +
