using Xunit;

// Each collection has a program and a browser of its own, so they run side by side; tests wait for what they expect, not for a time.
// One more than the cores of the smallest machine, because a journey often waits.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(LicenseDashboard.E2E.Tests.LongestFirst))]
