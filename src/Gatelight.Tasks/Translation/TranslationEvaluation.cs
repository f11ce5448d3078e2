using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Tasks.Translation.Metrics;

namespace Gatelight.Tasks.Translation;

/// <summary>How much the outputs of a model look like the targets of pairs that it was not trained on.</summary>
/// <param name="Count">The pairs measured by.</param>
/// <param name="Scores">The scores: the model first, then the simple methods.</param>
/// <param name="Examples">The first pairs with what the model made of them.</param>
public sealed record TranslationEvaluation(int Count, ImmutableArray<TranslationScore> Scores, IReadOnlyList<(TextPair Pair, TranslatedText Output)> Examples)
{
    private const int ExamplesKept = 10;

    /// <summary>Measures a model beside the source itself; pairs with an empty text are left out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <exception cref="InvalidInputException">All pairs have an empty text, or a source is too long for the model.</exception>
    public static TranslationEvaluation Of(TranslationModel model, IReadOnlyList<TextPair> pairs)
    {
        TextPair[] judged = Judged(pairs);
        return judged.Length > 0 ? Of(model, judged, []) : throw new InvalidInputException("There is no pair to measure by: in each one the source or the target is empty; give others.");
    }

    /// <summary>The pairs that can be judged.</summary>
    internal static TextPair[] Judged(IReadOnlyList<TextPair> pairs) => [.. pairs.Where(pair => !string.IsNullOrWhiteSpace(pair.Source) && !string.IsNullOrWhiteSpace(pair.Target))];

    /// <summary>Measures a model and other methods beside it.</summary>
    internal static TranslationEvaluation Of(TranslationModel model, TextPair[] judged, IEnumerable<(string Name, Func<string, string> Translate)> others)
    {
        IReadOnlyList<TranslatedText> outputs = model.Translate([.. judged.Select(pair => pair.Source)]);
        string[] references = [.. judged.Select(pair => Normal(pair.Target))];
        return new TranslationEvaluation(
            judged.Length,
            [
                Score("encoder and decoder", outputs.Select(output => output.Text)),
                .. others.Select(other => Score(other.Name, judged.Select(pair => other.Translate(pair.Source)))),
                Score("the source itself", judged.Select(pair => pair.Source)),
            ],
            [.. judged.Zip(outputs).Take(ExamplesKept)]);

        TranslationScore Score(string name, IEnumerable<string> texts)
        {
            string[] all = [.. texts.Select(Normal)];
            return new TranslationScore(name, Bleu.OfCorpus(all, references), ChrF.OfCorpus(all, references));
        }

        string Normal(string text) => TranslationModel.Normal(text, model.Facts.Options.Cleaning);
    }
}
