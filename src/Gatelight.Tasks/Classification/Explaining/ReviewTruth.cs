using Gatelight.Explain;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Tasks.Classification;

/// <summary>Holds explanations of generated reviews against the words that are known to matter.</summary>
public static class ReviewTruth
{
    /// <summary>Scores a method: its map for each review, of the calibrated log-odds of the class given, against <see cref="ReviewText.IsRelevant"/>.</summary>
    /// <param name="classifier">A classifier of the reviews' two classes that reads words.</param>
    /// <param name="reviews">The reviews, others than those trained on.</param>
    /// <param name="method">The method.</param>
    /// <param name="cancellation">Checked between reviews.</param>
    /// <exception cref="ExplanationException">The method cannot answer for this model, or the classifier reads the reviews by other pieces than their words.</exception>
    public static KnownTruthScore Score(TextClassifier classifier, IReadOnlyList<ReviewText> reviews, IAttributionMethod method, CancellationToken cancellation = default)
    {
        List<double[,]> maps = [];
        List<bool[,]> truths = [];
        foreach (ReviewText review in reviews)
        {
            int index = classifier.Classes.IndexOf(classifier.Predict([review.Text], cancellation: cancellation)[0].Label);
            double[,] map = TextExplanation.Of(classifier, review.Text, method, index, 1 - index, asScore: true, cancellation: cancellation).Attribution.Values;
            if (map.GetLength(0) != review.Words.Length)
                throw new ExplanationException($"The classifier reads '{review.Text}' by {map.GetLength(0)} pieces, the truth knows {review.Words.Length} words; train it on words.");
            bool[,] truth = new bool[review.Words.Length, 1];
            for (int n = 0; n < review.Words.Length; n++)
                truth[n, 0] = review.IsRelevant[n];
            maps.Add(map);
            truths.Add(truth);
        }

        return new KnownTruth().Score(maps, truths);
    }
}
