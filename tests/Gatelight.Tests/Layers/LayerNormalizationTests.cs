using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

public sealed class LayerNormalizationTests
{
    [Fact]
    public void ARowIsBroughtToMeanZeroAndVarianceOneThenScaledAndShifted()
    {
        Model<double> model = new Sequential(new LayerNormalization { Epsilon = 0.25 }).ToArchitecture(LayerShape.Vector(2)).Build<double>();
        new double[] { 3, 1, 10, 20 }.CopyTo(model.Parameters.Values, 0);
        model.Parameters.MarkChanged();
        // Mean 4, variance 4: deviation √4.25.
        double[] y = model.Predict(Batch<double>.Vectors(new double[] { 2, 6 }, 1, 2));
        Assert.Equal(10 - 3 * 2 / Math.Sqrt(4.25), y[0], Tolerances.Exact);
        Assert.Equal(20 + 2 / Math.Sqrt(4.25), y[1], Tolerances.Exact);
    }

    [Fact]
    public void AnEpsilonOfZeroIsRefused() =>
        Assert.Throws<LayerException>(() => new Sequential(new LayerNormalization { Epsilon = 0 }).Build(features: 1));
}
