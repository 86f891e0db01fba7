using Xunit;

// Each collection has a program and a browser of its own, so they run side by side; tests wait for what they expect, not for a time.
// Two keep two cores busy; a third one only makes every step slower.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LicenseDashboard.E2E.Tests.LongestFirst))]
