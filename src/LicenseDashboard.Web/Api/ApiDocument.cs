using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// The document at <c>/openapi/v1.json</c>, generated from the endpoints so that it is always current. Contains no data, so it is public.
/// </summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "LicenseDashboard",
                            Version = "v1",
                            Description = "Right-size contact-center licenses: read recommendations, decide, and follow the changes.",
                        };
                        document.Servers = [];
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = Bearer,
                            Description = "A secret from Api__Tokens.",
                        };
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        Describe(operation, context);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var field in metadata.OfType<TakesQuery>().LastOrDefault()?.Fields ?? [])
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = field.Name,
                    In = ParameterLocation.Query,
                    Description = field.Description,
                    Schema = SchemaOf(field),
                    Explode = field.Many,
                }
            );
        }

        var scope = metadata.OfType<ApiScope>().LastOrDefault()?.Word;
        operation.Description = $"Scope: {scope}.";
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        operation.Responses ??= [];
        var writes = metadata.OfType<TakesBody>().Any();
        foreach (var (status, words) in Errors(writes, context.Description.RelativePath ?? ""))
        {
            operation.Responses.TryAdd(
                status.ToString(CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = words,
                    Content = new Dictionary<string, OpenApiMediaType> { [ProblemAnswer.ContentType] = new() },
                }
            );
        }
    }

    private static OpenApiSchema SchemaOf(QueryField field)
    {
        var one = field.Range is { } range
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = range.Min.ToString(CultureInfo.InvariantCulture),
                Maximum = range.Max.ToString(CultureInfo.InvariantCulture),
            }
            : new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = field.Words is { } words ? [.. words.Select(word => System.Text.Json.Nodes.JsonValue.Create(word))] : null,
            };
        return field.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }

    private static IEnumerable<(int Status, string Words)> Errors(bool writes, string path)
    {
        yield return (StatusCodes.Status400BadRequest, "The request is invalid; see `errors` for each problem and its fix.");
        yield return (StatusCodes.Status401Unauthorized, "The token is missing or unknown.");
        yield return (StatusCodes.Status403Forbidden, "The token lacks the scope.");
        if (path.Contains('{', StringComparison.Ordinal))
        {
            yield return (StatusCodes.Status404NotFound, "Not found.");
        }

        if (writes)
        {
            yield return (
                StatusCodes.Status409Conflict,
                "The item has changed, or its status does not allow this. `row` is its current state."
            );
        }
    }
}
