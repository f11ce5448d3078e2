using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Layers;

public sealed class EmbeddingTests
{
    [Fact]
    public void AnIdGivesItsRow()
    {
        Model<double> model = Build(new Embedding(4, 2), LayerShape.Vector(1));
        double[] table = model.Parameters.Values;
        Assert.All(table, value => Assert.InRange(value, -0.05, 0.05));
        Assert.Equal([.. table[6..8], .. table[0..2], .. table[6..8]], model.Predict(Batch<double>.Vectors(new double[] { 3, 0, 3 }, 3, 1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AnIdOutsideTheTableIsRefusedWithItsPlace(double id)
    {
        Model<double> model = Build(new Embedding(4, 2) { Name = "words" }, LayerShape.Sequence(1));
        Batch<double> batch = new(new[] { 1, 2, 0, 0, 3, id }, 2, 3, 1, new[] { 2, 3 });
        string message = Assert.Throws<LayerException>(() => model.Forward(batch)).Message;
        Assert.Equal($"Layer words: sample 1 has {id} at step 2, which is not a token id: a whole number from 0 to 3.", message);
    }

    [Fact]
    public void MaskedPaddingAnywhereChangesNothing()
    {
        Layer[] layers = [new Embedding(6, 3) { MaskZero = true }, new Lstm(4) { ReturnSequences = true }];
        Model<double> model = new Sequential(layers).ToArchitecture(LayerShape.Sequence(1)).Build<double>(seed: 4);
        double[] plain = model.Predict(new Batch<double>(new double[] { 2, 5, 1 }, 1, 3, 1));
        double[] padded = model.Predict(new Batch<double>(new double[] { 0, 2, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0 }, 2, 7, 1));
        Assert.Equal(plain, (double[])[.. padded[4..8], .. padded[16..24]]);
        Assert.All([.. padded[..4], .. padded[8..16], .. padded[24..]], value => Assert.Equal(0, value));
    }

    [Fact]
    public void PaddingGivesItsRowNoGradient()
    {
        Model<double> model = Build(new Embedding(4, 2) { MaskZero = true }, LayerShape.Sequence(1));
        double[] output = model.Predict(new Batch<double>(new double[] { 0, 2, 0, 2 }, 2, 2, 1));
        model.Backward([.. output.Select(_ => 1.0)], GradientTarget.Parameters);
        Assert.Equal([0, 0, 0, 0, 2, 2, 0, 0], model.Parameters.Gradients);
    }

    [Fact]
    public void WithoutAMaskIdZeroIsATokenLikeAnother()
    {
        Model<double> model = Build(new Embedding(2, 1), LayerShape.Sequence(1));
        model.Predict(new Batch<double>(new double[] { 0, 1, 0 }, 1, 3, 1));
        model.Backward([1, 1, 1], GradientTarget.Parameters);
        Assert.Equal([2, 1], model.Parameters.Gradients);
    }

    [Fact]
    public void AFrozenTableStaysThroughTrainingWithDecay()
    {
        Model<float> model = new Sequential(new Embedding(4, 3) { Frozen = true }, new Lstm(2), new Dense(1)).Build(features: 1, seed: 3);
        float[] before = [.. model.Parameters.Values];
        TrainingSet examples = new([0, 1, 2, 3, 3, 2], [1, -1], count: 2, steps: 3, features: 1);
        new Trainer(model, new TrainingOptions { Optimizer = new AdamW(0.1) { WeightDecay = 0.5 }, Epochs = 3 }).Fit(examples, cancellation: TestContext.Current.CancellationToken);
        int table = model.Parameters.All[0].Length;
        Assert.Equal(before[..table], model.Parameters.Values[..table]);
        Assert.NotEqual(before[table..], model.Parameters.Values[table..]);
        Assert.All(model.Parameters.Gradients[..table], gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void AMaskOnVectorsIsRefused() =>
        Assert.Contains("MaskZero", Assert.Throws<LayerException>(() => Build(new Embedding(4, 2) { MaskZero = true }, LayerShape.Vector(1))).Message, StringComparison.Ordinal);

    private static Model<double> Build(Layer layer, LayerShape input) => new Sequential(layer).ToArchitecture(input).Build<double>(seed: 1);
}
