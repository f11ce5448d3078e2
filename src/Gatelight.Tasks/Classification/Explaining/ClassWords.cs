using System.Collections.Immutable;
using Gatelight.Explain;

namespace Gatelight.Tasks.Classification;

/// <summary>The words that speak most for a class, over many texts.</summary>
/// <param name="Class">The class.</param>
/// <param name="Words">The words by falling mean contribution.</param>
public sealed record ClassWords(string Class, ImmutableArray<ClassWord> Words)
{
    private const int Points = 16;

    /// <summary>Finds the words that matter most for each class: the mean, over the places where a word stands, of its integrated gradient for the class's score.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="texts">The texts to look at.</param>
    /// <param name="count">How many words of each class.</param>
    /// <param name="least">How often a word must come.</param>
    /// <param name="cancellation">Checked between texts.</param>
    public static ImmutableArray<ClassWords> Find(TextClassifier classifier, IReadOnlyList<string> texts, int count = 15, int least = 3, CancellationToken cancellation = default)
    {
        IntegratedGradients method = new() { Points = Points };
        int classes = Math.Min(classifier.Classes.Count, 12);
        var sums = new Dictionary<string, List<double>>[classes];
        for (int index = 0; index < classes; index++)
            sums[index] = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (string text in texts.Where(text => !classifier.Encode(text).Tokens.IsEmpty))
        {
            var tokens = classifier.Encode(text).Tokens;
            for (int index = 0; index < classes; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                // Two classes are each other's contrast; of more, each is asked about by itself.
                var map = TextExplanation.Of(classifier, text, method, index, classifier.Classes.Count == 2 ? 1 - index : null, asScore: true, cancellation: cancellation);
                for (int n = 0; n < tokens.Length; n++)
                {
                    if (tokens[n].Id == Text.Vocabulary.Unknown || !tokens[n].Text.Any(char.IsLetter))
                        continue;
                    if (!sums[index].TryGetValue(tokens[n].Text, out List<double>? values))
                        sums[index][tokens[n].Text] = values = [];
                    values.Add(map.Words[n].Value);
                }
            }
        }

        return
        [
            .. sums.Select((words, index) => new ClassWords(classifier.Classes.Names[index],
            [
                .. words.Where(entry => entry.Value.Count >= least).Select(entry => new ClassWord(entry.Key, entry.Value.Average(), entry.Value.Count))
                    .Where(word => word.Mean > 0).OrderByDescending(word => word.Mean).ThenBy(word => word.Word, StringComparer.Ordinal).Take(count),
            ])),
        ];
    }
}
