using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Serialization;
using Gatelight.Tests.Serialization;

namespace Gatelight.Tests.Layers;

public sealed class BatchNormalizationTests
{
    // Sequences of 2, 0 and 1 steps; 99 is padding. Live values: 1, 5, 3: mean 3, variance 8/3, as a sample 4.
    private static readonly Batch<double> Live = new(new double[] { 1, 5, 99, 99, 3, 99 }, 3, 2, 1, new[] { 2, 0, 1 });

    [Fact]
    public void TrainingNormalisesByTheLiveRows()
    {
        Model<double> model = Build();
        double[] y = Train(model, Live);
        double deviation = Math.Sqrt(8.0 / 3 + 1e-3);
        double[] expected = [-2 / deviation, 2 / deviation, 0, 0, 0, 0];
        Assert.All(expected.Zip(y), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
    }

    [Fact]
    public void MovingAveragesFollowAndPredict()
    {
        Model<double> model = Build(momentum: 0.75);
        Train(model, Live);
        Assert.Equal([0.75 * 0 + 0.25 * 3], Named(model, "moving_mean"));
        Assert.Equal(0.75 * 1 + 0.25 * 4, Named(model, "moving_variance")[0], Tolerances.Exact);
        double[] averages = [.. model.Parameters.Values];
        double[] y = model.Predict(Live);
        Assert.Equal((5 - 0.75) / Math.Sqrt(1.75 + 1e-3), y[1], Tolerances.Exact);
        Assert.Equal(averages, model.Parameters.Values);
    }

    [Fact]
    public void GradientsOfTrainingEqualCentralDifferences()
    {
        ModelArchitecture architecture = new Sequential(new BatchNormalization(), new Dense(2)).ToArchitecture(LayerShape.Sequence(3));
        Batch<double> batch = new(GradientCheck.Normals(new SeededRandom(3), 4 * 3 * 3), 4, 3, 3, new[] { 3, 0, 1, 2 });
        GradientCheck.Check(architecture, [batch], seed: 5, isTraining: true);
    }

    [Fact]
    public void AnEmptyTrainingBatchAndOneWithNaNLeaveTheAveragesAlone()
    {
        Model<double> model = Build();
        Train(model, new Batch<double>(default, 0, 2, 1));
        Train(model, new Batch<double>(new double[] { 1, double.NaN }, 1, 2, 1));
        Assert.Equal([0], Named(model, "moving_mean"));
        Assert.Equal([1], Named(model, "moving_variance"));
    }

    [Fact]
    public void TheAveragesAreStoredWithTheModel()
    {
        Model<float> model = new Sequential(new BatchNormalization()).Build(features: 2);
        Batch<float> batch = new(new float[] { 1, -2, 5, 8 }, 1, 2, 2);
        model.Forward([batch], isTraining: true);
        ModelBundle bundle = new() { Task = "test", Members = [model] };
        Assert.Equal(model.Predict(batch), SampleBundles.Load(bundle.Save()).Members[0].Predict(batch));
        Assert.NotEqual(0, model.Parameters.All.Single(parameter => parameter.Name.EndsWith("moving_mean", StringComparison.Ordinal)).Values[0]);
    }

    [Theory]
    [InlineData(1, 1e-3)]
    [InlineData(-0.1, 1e-3)]
    [InlineData(double.NaN, 1e-3)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, double.PositiveInfinity)]
    public void OptionsOutsideTheirRangeAreRefused(double momentum, double epsilon) =>
        Assert.Throws<LayerException>(() => new Sequential(new BatchNormalization { Momentum = momentum, Epsilon = epsilon }).Build(features: 1));

    private static Model<double> Build(double momentum = 0.99) =>
        new Sequential(new BatchNormalization { Momentum = momentum }).ToArchitecture(LayerShape.Sequence(1)).Build<double>();

    private static double[] Train(Model<double> model, Batch<double> batch)
    {
        model.Forward([batch], isTraining: true);
        double[] output = new double[model.OutputLength];
        model.CopyOutput(output);
        return output;
    }

    private static double[] Named(Model<double> model, string name) =>
        model.Parameters.All.Single(parameter => parameter.Name.EndsWith(name, StringComparison.Ordinal)).Values.ToArray();
}
