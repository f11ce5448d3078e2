using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class MaskingTests
{
    [Fact]
    public void MaskedStepsAreAsIfTheyWereNotThere()
    {
        Model<double> model = new Sequential(new Masking(-1), new Lstm(3) { ReturnSequences = true }).ToArchitecture(LayerShape.Sequence(2)).Build<double>(seed: 6);
        double[] plain = model.Predict(new Batch<double>(new double[] { -1, 2, 3, -1 }, 1, 2, 2));
        // A short sequence; one with masks at both ends and within; one that is masked throughout.
        double[] values = [-1, 2, 3, -1, 9, 9, 9, 9, 9, 9, -1, -1, -1, 2, -1, -1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];
        Batch<double> batch = new(values, 3, 5, 2, new[] { 2, 5, 5 });
        double[] output = model.Predict(batch);
        Assert.Equal(plain, output[..6]);
        Assert.Equal(plain, (double[])[.. output[18..21], .. output[24..27]]);
        Assert.All([.. output[6..18], .. output[21..24], .. output[27..]], value => Assert.Equal(0, value));

        double[] gradient = new double[values.Length];
        model.Backward([.. output.Select(_ => 1.0)], GradientTarget.Inputs);
        model.CopyInputGradient(gradient);
        Assert.Equal(gradient[..4], (double[])[.. gradient[12..14], .. gradient[16..18]]);
        Assert.All([.. gradient[4..12], .. gradient[14..16], .. gradient[18..]], value => Assert.Equal(0, value));
        Assert.All(gradient[..4], value => Assert.NotEqual(0, value));
    }

    [Fact]
    public void ASequenceOnAnotherTimeAxisCannotBeAdded()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(2));
        ModelArchitecture architecture = graph.ToArchitecture(graph.Add(new Add(), input, graph.Add(new Masking(0), input)));
        Assert.Contains("[B, T1, 2]", Assert.Throws<LayerException>(() => architecture.Build<double>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInfiniteMaskValueIsRefused() =>
        Assert.Throws<LayerException>(() => new Sequential(new Masking(double.PositiveInfinity)).Build(features: 1));
}
