using Gatelight.Recipes.ClassicTasks;
using Gatelight.Recipes.Explanations;

namespace Gatelight.Recipes;

/// <summary>Every recipe, in the order of the documentation. A new recipe is a new file and a line here.</summary>
public static class RecipeCatalog
{
    /// <summary>The recipes.</summary>
    public static IReadOnlyList<IRecipe> All { get; } =
    [
        new ForecastCarSales(),
        new ExplainAForecast(),
        new TrainALstm(),
        new LookInsideTheGates(),
        new DrawTheGates(),
        new YourOwnCell(),
        new GraphModel(),
        new SaveAndLoad(),
        new CustomQuestion(),
        new NormaliseDates(),
        new AddingProblem(),
        new TemporalOrder(),
        new Multiplication(),
        new EmbeddedReber(),
        new CopyMemory(),
        new ContinualReber(),
        new CountingLanguage(),
        new TimedSpikes(),
        new VanishingGradient(),
        new MarkedNumbers(),
        new RareValues(),
        new HiddenMarkov(),
        new RetainTruth(),
        new MethodMatrix(),
        new MethodGallery(),
        new ExplanationChecks(),
        new Texts.NextWord(),
        new Texts.TranslateNumbers(),
    ];

    /// <summary>The recipe of that name; null where there is none.</summary>
    /// <param name="name">As in <see cref="IRecipe.Name"/>; case does not matter.</param>
    public static IRecipe? Find(string name) =>
        All.FirstOrDefault(recipe => recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
