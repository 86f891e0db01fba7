# The vendor's API, simulated, for trying the connector. It listens on the loopback address only, so whoever calls it shares its network:
#   docker build --file docker/simulator.Dockerfile --tag licensedashboard-simulator .
#   docker run --rm --network host licensedashboard-simulator --agents 1000 --seed 1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/LicenseDashboard.Core/Contracts/catalogue.json src/LicenseDashboard.Core/Contracts/catalogue.json
COPY src/LicenseDashboard.Simulator/ src/LicenseDashboard.Simulator/
RUN dotnet publish src/LicenseDashboard.Simulator --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
USER $APP_UID
ENTRYPOINT ["dotnet", "LicenseDashboard.Simulator.dll"]
