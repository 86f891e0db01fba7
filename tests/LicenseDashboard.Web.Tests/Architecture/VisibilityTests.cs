using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>A type is internal unless another project of the program, or a test project that sees no internals, needs it.</summary>
public sealed class VisibilityTests
{
    /// <summary>Public although no other project is seen to need them, and why.</summary>
    private static readonly (string Type, string Why)[] Kept =
    [
        ("StreamKind", "others use its constants, which leave no trace in what is compiled"),
        ("ImportKinds", "others use its constants, which leave no trace in what is compiled"),
        ("Initial", "migrations are made by a tool"),
        ("Program", "the compiler makes it public"),
        ("_Imports", "Razor makes it public"),
    ];

    [Fact]
    public void Public_types_are_those_that_other_projects_need()
    {
        var needed = Needed();
        var idle = TypeGraph
            .Types.Where(type => type.IsPublic && IsOurs(type) && !needed.Contains(type) && !Kept.Any(kept => kept.Type == type.Name))
            .Select(type => type.FullName!)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(idle.Count == 0, "Make internal:" + Environment.NewLine + string.Join(Environment.NewLine, idle));
    }

    /// <summary>What others use, and what those types show in turn.</summary>
    private static HashSet<Type> Needed()
    {
        // Razor makes every component public, and what it takes as parameters has to be.
        var roots = TypeGraph
            .Uses.Where(use => use.By.Assembly != use.Used.Assembly && IsOurs(use.Used))
            .Select(use => use.Used)
            .Concat(TypeGraph.Types.Where(type => type.IsPublic && typeof(ComponentBase).IsAssignableFrom(type)))
            .Concat(UsedByTests());
        var needed = new HashSet<Type>();
        var next = new Stack<Type>(roots);
        while (next.TryPop(out var type))
        {
            if (needed.Add(type))
            {
                foreach (var shown in TypeGraph.ShownBy(type).Where(IsOurs))
                {
                    next.Push(shown);
                }
            }
        }

        return needed;
    }

    /// <summary>What test projects use of projects whose internals they don't see.</summary>
    private static IEnumerable<Type> UsedByTests() =>
        new[] { typeof(VisibilityTests).Assembly, Assembly.Load("LicenseDashboard.Testing") }.SelectMany(tests =>
            TypeGraph.UsesOf(tests.GetTypes()).Where(use => IsOurs(use.Used) && !IsFriend(use.Used.Assembly, tests)).Select(use => use.Used)
        );

    private static bool IsFriend(Assembly seen, Assembly by) =>
        seen.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
            .Any(friend => friend.AssemblyName == by.GetName().Name);

    private static bool IsOurs(Type type) => TypeGraph.Projects.Contains(TypeGraph.ProjectOf(type));
}
