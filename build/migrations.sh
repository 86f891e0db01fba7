#!/usr/bin/env bash
# Migrations of both databases in one call:
#   build/migrations.sh NAME     adds a migration after a change of the model
#   build/migrations.sh reset    makes the one migration Initial anew (only before the first release)
#   build/migrations.sh script   prints the SQL Server script that brings any older database up to date, the scheduler's tables included
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 1 ] || { sed -n 2,5p "$0" >&2; exit 2; }

# A constant id, so that making Initial anew changes its text and never its name.
initial=20261124000000_Initial
tool=build/migrations/Migrations.csproj
sqlite=src/LicenseDashboard.Application/Persistence/Migrations
sqlserver=src/LicenseDashboard.SqlServer/Migrations

add() { # NAME PROVIDER PROJECT FOLDER
  dotnet ef migrations add "$1" --no-build --context LicenseDb --startup-project "$tool" --project "$3" --output-dir "$4" -- "$2"
}

if [ "$1" = reset ]; then
  rm -rf "$sqlite" "$sqlserver"
fi
dotnet tool restore >&2
dotnet build "$tool" -v quiet -tl:off >&2
if [ "$1" = script ]; then
  # sqlcmd leaves QUOTED_IDENTIFIER off, and then filtered indexes fail halfway through.
  echo 'SET XACT_ABORT, QUOTED_IDENTIFIER, ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON; SET NUMERIC_ROUNDABORT OFF;'
  echo GO
  dotnet ef migrations script --no-build --idempotent --context LicenseDb --startup-project "$tool" --project src/LicenseDashboard.SqlServer -- SqlServer
  dotnet run --no-build --project "$tool" -- hangfire # the scheduler's tables
  echo GO
  exit
fi

name=$1
[ "$name" = reset ] && name=Initial
add "$name" Sqlite src/LicenseDashboard.Application Persistence/Migrations
add "$name" SqlServer src/LicenseDashboard.SqlServer Migrations
if [ "$1" = reset ]; then
  for folder in "$sqlite" "$sqlserver"; do
    made=$(basename "$folder"/*_Initial.cs .cs)
    sed -i "s/$made/$initial/" "$folder/$made.Designer.cs"
    mv "$folder/$made.cs" "$folder/$initial.cs"
    mv "$folder/$made.Designer.cs" "$folder/$initial.Designer.cs"
  done
fi
