using Xunit;

// Each collection has a program and a browser of its own, so two run side by side; tests wait for what they expect, not for a time.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LicenseDashboard.E2E.Tests.LongestFirst))]
