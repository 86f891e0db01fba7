using System.Reflection;
using System.Reflection.Emit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>One type and another that it uses, each by its outermost type.</summary>
internal sealed record TypeUse(Type By, Type Used);

/// <summary>
/// Who uses whom, read from what was compiled: base types, members, attributes, and what the bodies of methods call, make and hold. A
/// constant leaves no trace there. Lines with <c>using</c> would miss what is reached by extension, in full or through the context.
/// </summary>
internal static class TypeGraph
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IReadOnlyList<string> Projects { get; } = ["Core", "Application", "SqlServer", "Connectors", "Simulator", "Web"];

    /// <summary>Every type of the program, nested ones and those the compiler makes too.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [.. Projects.SelectMany(project => Assembly.Load("LicenseDashboard." + project).GetTypes())];

    private static readonly Lazy<IReadOnlyList<TypeUse>> Edges = new(() => UsesOf(Types));

    public static IReadOnlyList<TypeUse> Uses => Edges.Value;

    public static IReadOnlyList<TypeUse> UsesOf(IEnumerable<Type> types) =>
        [
            .. types
                .SelectMany(type => UsedBy(type).Distinct().Select(used => new TypeUse(Outermost(type), used)))
                .Where(use => use.By != use.Used)
                .Distinct(),
        ];

    public static string ProjectOf(Type type) =>
        type.Assembly.GetName().Name is { } name && name.StartsWith("LicenseDashboard.", StringComparison.Ordinal) ? name[17..] : "";

    /// <summary>The folder that is the feature, such as <c>Remediation</c>; empty for foreign types and at the root of a project.</summary>
    public static string FeatureOf(Type type) =>
        ProjectOf(type).Length > 0 && type.Namespace?.Split('.') is [_, _, var feature, ..] ? feature : "";

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>What a type shows to other projects: its base, and the types in its public and protected members.</summary>
    public static IEnumerable<Type> ShownBy(Type type) =>
        Parts([
                type.BaseType,
                .. type.GetInterfaces(),
                .. type.GetGenericArguments().SelectMany(each => each.IsGenericParameter ? each.GetGenericParameterConstraints() : []),
            ])
            .Concat(
                type.GetMembers(All).Where(IsShown).SelectMany(member => member is Type nested ? ShownBy(nested) : Parts(Signature(member)))
            );

    private static bool IsShown(MemberInfo member) =>
        member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            Type nested => nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamORAssem,
            _ => false,
        };

    private static IEnumerable<Type> UsedBy(Type type) =>
        Parts([
            type.BaseType,
            .. type.GetInterfaces(),
            .. Attributes(type),
            .. type.GetMembers(All).SelectMany(member => Signature(member).Concat(Attributes(member)).Concat(Body(member))),
        ]);

    private static IEnumerable<Type?> Attributes(MemberInfo member) =>
        member
            .GetCustomAttributesData()
            .SelectMany(data => data.ConstructorArguments.Select(argument => argument.Value as Type).Append(data.AttributeType));

    private static IEnumerable<Type?> Signature(MemberInfo member) =>
        member switch
        {
            FieldInfo field => [field.FieldType],
            MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
            ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            _ => [],
        };

    private static IEnumerable<Type?> Body(MemberInfo member)
    {
        if (member is not MethodBase method || method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        var own = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var its = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            var named = method.Module.ResolveMember(token, own, its)!;
            yield return named as Type ?? named.DeclaringType;
            foreach (var type in named is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [])
            {
                yield return type;
            }
        }
    }

    /// <summary>The members that a body names.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length; )
        {
            var code = il[at] == 0xFE ? Codes[BitConverter.ToInt16([il[at + 1], il[at]])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, at);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    /// <summary>A closed or array type names several.</summary>
    private static IEnumerable<Type> Parts(IEnumerable<Type?> types) =>
        types.SelectMany(type =>
            type switch
            {
                null or { IsGenericParameter: true } => [],
                { HasElementType: true } => Parts([type.GetElementType()]),
                { IsGenericType: true, IsGenericTypeDefinition: false } => Parts([
                    type.GetGenericTypeDefinition(),
                    .. type.GetGenericArguments(),
                ]),
                _ => (IEnumerable<Type>)[Outermost(type)],
            }
        );
}
