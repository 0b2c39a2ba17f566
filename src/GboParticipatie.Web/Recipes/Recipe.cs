using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GboParticipatie.Recipes;

namespace GboParticipatie.Web.Recipes;

/// <summary>One step of a recipe as it will be carried out.</summary>
/// <param name="File">Name of the file that it stands in.</param>
/// <param name="Index">Place in that file, from 1.</param>
/// <param name="Name">Name of the step.</param>
/// <param name="Json">The step, variables filled in.</param>
public sealed record RecipeStep(string File, int Index, string Name, JsonObject Json);

/// <summary>A recipe with all that it includes, as one row of steps.</summary>
/// <param name="Name">Name of the recipe.</param>
/// <param name="Steps">Steps in order; those of an included recipe stand where it is included.</param>
/// <param name="Hash">SHA-256 over all files, in hexadecimal.</param>
public sealed record Recipe(string Name, IReadOnlyList<RecipeStep> Steps, string Hash)
{
    /// <summary>Name of the step that includes other recipes.</summary>
    public const string IncludeStep = "recipes";

    /// <summary>Reads a recipe and all that it includes, from the same folder.</summary>
    /// <exception cref="RecipeException">A file is missing or not a recipe; the message names file and step.</exception>
    public static Recipe Read(string path)
    {
        var reader = new RecipeReader(Path.GetDirectoryName(Path.GetFullPath(path))!);
        reader.Read(Path.GetFileName(path), []);
        return new Recipe(reader.Name, reader.Steps, reader.Hash());
    }

    private sealed class RecipeReader(string folder)
    {
        private static readonly HashSet<string> KnownProperties =
            ["$schema", "name", "displayName", "description", "author", "version", "tags", "variables", "steps"];

        private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        private readonly List<string> _open = [];
        private readonly StringBuilder _texts = new();

        public List<RecipeStep> Steps { get; } = [];

        public string Name { get; private set; } = "";

        public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_texts.ToString())));

        public void Read(string file, Dictionary<string, string> outer)
        {
            if (_open.Contains(file)) throw new RecipeException($"Recept {file} neemt zichzelf op: {string.Join(" -> ", [.. _open, file])}.");
            _open.Add(file);
            var root = Parse(file);
            if (_open.Count == 1) Name = Text(root["name"]) ?? Path.GetFileNameWithoutExtension(file);
            if (Name.Length > AppliedRecipe.NameLength) throw new RecipeException($"Recept {file}: 'name' is te lang: {Name.Length} tekens, en er mogen er {AppliedRecipe.NameLength} staan.");
            if (root.Select(p => p.Key).FirstOrDefault(key => !KnownProperties.Contains(key)) is { } unknown)
                throw new RecipeException($"Recept {file}: onbekende eigenschap '{unknown}'.");
            var variables = Variables(file, root["variables"], outer);
            if (root["steps"] is not JsonArray steps) throw new RecipeException($"Recept {file} heeft geen lijst 'steps'.");
            for (var i = 0; i < steps.Count; i++) ReadStep(file, i + 1, steps[i], variables);
            _open.RemoveAt(_open.Count - 1);
        }

        private void ReadStep(string file, int index, JsonNode? node, Dictionary<string, string> variables)
        {
            if (node is not JsonObject json || Text(json["name"]) is not { Length: > 0 } name)
                throw new RecipeException($"Recept {file}, stap {index}: een stap is een object met een 'name'.");
            var step = new RecipeStep(file, index, name, (JsonObject)RecipeVariables.Fill(json, variables, reason => Wrong(file, index, name, reason))!);
            if (name == IncludeStep) Include(step, variables);
            else Steps.Add(step);
        }

        private void Include(RecipeStep step, Dictionary<string, string> variables)
        {
            RefuseUnknown(step, step.Json, "name", "Values");
            if (step.Json["Values"] is not JsonArray values) throw Wrong(step.File, step.Index, step.Name, "geef een lijst 'Values' met namen van recepten.");
            foreach (var value in values)
            {
                if (value is not JsonObject named || Text(named["name"]) is not { Length: > 0 } name || name.AsSpan().ContainsAny('/', '\\'))
                    throw Wrong(step.File, step.Index, step.Name, "elk van de 'Values' heeft een 'name', zoals \"gbo\".");
                RefuseUnknown(step, named, "name");
                if (!File.Exists(Path.Combine(folder, $"{name}.recipe.json")))
                    throw Wrong(step.File, step.Index, step.Name, $"er is geen bestand {name}.recipe.json in dezelfde map.");
                Read($"{name}.recipe.json", variables);
            }
        }

        private static void RefuseUnknown(RecipeStep step, JsonObject json, params string[] known)
        {
            if (json.Select(p => p.Key).FirstOrDefault(key => !known.Contains(key)) is { } unknown)
                throw Wrong(step.File, step.Index, step.Name, $"onbekende eigenschap '{unknown}'. Wel gekend: {string.Join(", ", known)}.");
        }

        private JsonObject Parse(string file)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) throw new RecipeException($"Het recept {path} bestaat niet.");
            var text = File.ReadAllText(path);
            _texts.Append(file).Append('\0').Append(text).Append('\0');
            try
            {
                using var document = JsonDocument.Parse(text, Lenient);
                if (document.RootElement.ValueKind != JsonValueKind.Object) throw new RecipeException($"Recept {file}: er moet één object in staan.");
                RefuseStrange(file, document.RootElement);
                return JsonObject.Create(document.RootElement.Clone())!;
            }
            catch (JsonException problem)
            {
                throw new RecipeException($"Recept {file} is geen geldige JSON, regel {problem.LineNumber + 1}: {problem.Message}", problem);
            }
        }

        private static void RefuseStrange(string file, JsonElement root)
        {
            if (RecipeSyntax.ProblemOfNames(root) is { } twice) throw new RecipeException($"Recept {file}: {twice}");
            foreach (var property in root.EnumerateObject())
            {
                if (property is { Name: "steps", Value.ValueKind: JsonValueKind.Array }) RefuseStrangeSteps(file, property.Value);
                else if (RecipeSyntax.Problem(property.Value, property.Name) is { } problem) throw new RecipeException($"Recept {file}: {problem}");
            }
        }

        private static void RefuseStrangeSteps(string file, JsonElement steps)
        {
            foreach (var (i, step) in steps.EnumerateArray().Index())
            {
                if (RecipeSyntax.Problem(step) is not { } problem) continue;
                var isNamed = step.ValueKind == JsonValueKind.Object && step.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String;
                throw isNamed ? Wrong(file, i + 1, step.GetProperty("name").GetString()!, problem) : new RecipeException($"Recept {file}, stap {i + 1}: {problem}");
            }
        }

        // What the including recipe says wins, so that a region fills in what the common recipe leaves open.
        private static Dictionary<string, string> Variables(string file, JsonNode? node, Dictionary<string, string> outer)
        {
            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            if (node is not null and not JsonObject) throw new RecipeException($"Recept {file}: 'variables' is een object met teksten.");
            foreach (var (name, value) in node as JsonObject ?? [])
                variables[name] = Text(value) ?? throw new RecipeException($"Recept {file}: variabele '{name}' is geen tekst.");
            foreach (var (name, value) in outer) variables[name] = value;
            return variables;
        }

        private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        private static RecipeException Wrong(string file, int index, string name, string reason) => new($"Recept {file}, stap {index} ({name}): {reason}");
    }
}
