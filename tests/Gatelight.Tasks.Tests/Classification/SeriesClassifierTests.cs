using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Classification;

namespace Gatelight.Tasks.Tests.Classification;

public sealed class SeriesClassifierTests
{
    [Fact]
    public void Series_of_unequal_length_are_told_apart_saved_and_explained()
    {
        LabelledExamples<SeriesExample> examples = Waves(120);

        ClassifierResult<SeriesExample> result = ClassifierTask.TrainSeries(
            examples, ["left", "right"], ClassifierTask.SeriesDefaults with { HiddenSize = 12, Epochs = 40, Threads = 2 }, cancellation: TestContext.Current.CancellationToken);

        Assert.True(result.Evaluation.Accuracy > 0.9, $"accuracy {result.Evaluation.Accuracy}");
        Assert.Contains(result.Evaluation.Methods, method => method.Name == "nearest neighbour, time warping");
        string path = Path.GetTempFileName();
        try
        {
            result.Classifier.Save(path);
            Assert.Equal(result.Classifier.PredictProba(examples.Examples[3]), SeriesClassifier.Load(path).PredictProba(examples.Examples[3]));
        }
        finally
        {
            File.Delete(path);
        }

        var classifier = (SeriesClassifier)result.Classifier;
        double[] input = [.. classifier.Scaled(examples.Examples[3]).Select(value => (double)value)];
        Attribution map = new IntegratedGradients().Explain(classifier.Ask(examples.Examples[3], 0), input, new double[input.Length], TestContext.Current.CancellationToken);
        Assert.Equal((examples.Examples[3].Steps, 2), (map.Values.GetLength(0), map.Values.GetLength(1)));
        Assert.Equal(classifier.PredictProba(examples.Examples[3])[0], map.Prediction, 1e-5);
        Assert.Throws<InvalidInputException>(() => classifier.PredictProba(new SeriesExample([1, 2, 3], 1, 3)));
    }

    private static LabelledExamples<SeriesExample> Waves(int count)
    {
        SeededRandom random = new(7);
        SeriesExample[] examples = [.. Enumerable.Range(0, count).Select(n =>
        {
            int steps = 15 + random.NextBelow(10);
            float[] values = new float[2 * steps];
            for (int step = 0; step < steps; step++)
            {
                values[2 * step] = (float)(Math.Sin(step * (n % 2 == 0 ? 0.4 : 0.9)) + 0.2 * random.NextNormal());
                values[2 * step + 1] = (float)random.NextNormal();
            }

            return new SeriesExample(values, steps, 2);
        })];
        return new LabelledExamples<SeriesExample>("waves", [.. examples], [.. Enumerable.Range(0, count).Select(n => n % 2 == 0 ? "slow" : "fast")], [.. Enumerable.Range(1, count)]);
    }
}
