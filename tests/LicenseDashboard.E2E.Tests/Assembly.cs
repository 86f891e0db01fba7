using Xunit;

// One browser and one program at a time: tests measure how soon a page answers, on machines with two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
