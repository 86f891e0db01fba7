Console.WriteLine("LicenseDashboard benchmarks");
