using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>Examples shared out to training, validation and test.</summary>
internal sealed record ClassifierData<TExample>(
    ClassSet Classes, LabelledExamples<TExample> Training, int[] TrainingClasses, LabelledExamples<TExample> Validation, int[] ValidationClasses, LabelledExamples<TExample> Test, string TestSource,
    ImmutableArray<string> Notes)
{
    private const int TestStream = 71, ValidationStream = 72;

    internal static ClassifierData<TExample> Share(LabelledExamples<TExample> all, LabelledExamples<TExample>? validation, LabelledExamples<TExample>? test, ClassifierOptions options)
    {
        if (all.Labels.Length != all.Count)
            throw new InvalidInputException($"{all.Source} has no labels to learn from; name their column with --label.");
        ClassSet classes = ClassSet.Of(all.Labels, all.Source);
        int[] indices = classes.IndicesOf(all);
        List<string> notes = [.. all.Notes];
        string testSource = $"{test?.Source}, given apart";
        if (test is null)
        {
            (int[] kept, int[] taken) = StratifiedSplit.Split(indices, options.TestShare, options.Seed, TestStream);
            if (taken.Length == 0)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{all.Source} has {all.Count} examples of {classes.Count} classes, one of each: too few to learn from and to measure by; add examples, so that a class has at least three."));
            (all, test, indices) = (all.Take(kept), all.Take(taken), [.. kept.Select(n => indices[n])]);
            testSource = string.Create(CultureInfo.InvariantCulture, $"{options.TestShare:P0} of each class of {all.Source}, drawn by the seed and not trained on");
        }

        if (validation is null)
        {
            (int[] kept, int[] taken) = StratifiedSplit.Split(indices, options.ValidationShare, options.Seed, ValidationStream);
            (all, validation, indices) = (all.Take(kept), all.Take(taken), [.. kept.Select(n => indices[n])]);
        }

        int[] counts = new int[classes.Count];
        foreach (int index in indices)
            counts[index]++;
        string[] rare = [.. classes.Names.Where((_, n) => counts[n] < 5)];
        if (rare.Length > 0)
            notes.Add($"Too few examples to learn from (fewer than 5): {OneLine.Of(string.Join(", ", rare))}; what is said of {(rare.Length == 1 ? "this class" : "these classes")} is hardly to be trusted.");
        int[] testClasses = classes.IndicesOf(test);
        string[] unmeasured = [.. classes.Names.Where((_, n) => !testClasses.Contains(n))];
        if (unmeasured.Length > 0)
            notes.Add($"No test examples: {OneLine.Of(string.Join(", ", unmeasured))}; how well {(unmeasured.Length == 1 ? "this class is" : "these classes are")} found is not known.");
        return new ClassifierData<TExample>(classes, all, indices, validation, classes.IndicesOf(validation), test, testSource, [.. notes]);
    }

    internal ImmutableArray<int> Counts()
    {
        int[] counts = new int[Classes.Count];
        foreach (int index in TrainingClasses)
            counts[index]++;
        return [.. counts];
    }
}
