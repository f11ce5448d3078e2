using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class TimeDistributedTests
{
    public static TheoryData<Layer> MixSteps() =>
        [new Lstm(2), new Conv1D(2, 1), new GlobalMaxPooling1D(), new RepeatVector(3), new Reshape(2, 1), new Masking(0), new TimeDistributed(new Dense(1)), new Add()];

    [Fact]
    public void EveryLiveStepIsASampleOfItsOwn()
    {
        Dense dense = new(3) { Activation = Activation.Relu };
        double[] values = GradientCheck.Normals(new SeededRandom(4), 3 * 4 * 2);
        Batch<double> batch = new(values, 3, 4, 2, new[] { 2, 4, 0 });
        Model<double> direct = Build(dense);
        Assert.Equal(direct.Predict(batch), Build(new TimeDistributed(dense)).Predict(batch));
    }

    [Theory]
    [MemberData(nameof(MixSteps))]
    public void ALayerThatReadsStepsTogetherIsRefusedByName(Layer inner)
    {
        Layer layer = new TimeDistributed(inner with { Name = "inner" }) { Name = "outer" };
        string message = Assert.Throws<LayerException>(() => Build(layer)).Message;
        Assert.StartsWith("Layer outer: ", message, StringComparison.Ordinal);
        Assert.Contains("inner", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static Model<double> Build(Layer layer) => new Sequential(layer).ToArchitecture(LayerShape.Sequence(2)).Build<double>(seed: 9);
}
