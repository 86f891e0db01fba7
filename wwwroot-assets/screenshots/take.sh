#!/usr/bin/env bash
# Makes the pictures of README.md from the running program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
LICENSEDASHBOARD_PICTURES="$PWD/wwwroot-assets/screenshots" dotnet test tests/LicenseDashboard.E2E.Tests --filter "FullyQualifiedName~ReadmePictures"
