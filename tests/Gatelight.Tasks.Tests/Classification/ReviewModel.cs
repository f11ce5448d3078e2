using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Tasks.Tests.Classification;

/// <summary>One bidirectional classifier of generated reviews, trained once for the tests that look at it.</summary>
public sealed class ReviewModel
{
    public ReviewModel()
    {
        Result = Train(threads: 2, epochs: 12, reviews: 2500);
        Classifier = (TextClassifier)Result.Classifier;
    }

    internal ClassifierResult<string> Result { get; }

    internal TextClassifier Classifier { get; }

    internal static ClassifierResult<string> Train(int threads, int epochs, int reviews) => ClassifierTask.TrainTexts(
        TextExamples.FromTable(ReviewCorpus.ToTable(ReviewCorpus.Generate(reviews, 1))),
        new TextOptions { EmbeddingSize = 24 },
        new ClassifierOptions { HiddenSize = 32, Epochs = epochs, Patience = 4, Dropout = 0.2, LearningRate = 0.005, Threads = threads });
}
