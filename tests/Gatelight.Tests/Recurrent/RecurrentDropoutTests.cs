using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>Zoneout and variational recurrent dropout: what is drawn in training, and what is expected outside it.</summary>
public sealed class RecurrentDropoutTests
{
    private const int Batch = 3;
    private const int Steps = 4;

    public static TheoryData<string> Names => RecurrentSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsUnderDrawnMasksEqualCentralDifferences(string name)
    {
        foreach (bool goBackwards in new[] { false, true })
        {
            RecurrentLayer layer = RecurrentSamples.All[name] with { RecurrentDropout = 0.4, HiddenZoneout = 0.3, GoBackwards = goBackwards, ReturnSequences = true };
            ModelArchitecture architecture = new Sequential(layer, new Dense(2)).ToArchitecture(LayerShape.Sequence(2));
            double[] values = GradientCheck.Normals(new SeededRandom(8), Batch * Steps * 2);
            GradientCheck.Check(architecture, [new Batch<double>(values, Batch, Steps, 2, new[] { 4, 2, 3 })], seed: 6, isTraining: true);
        }
    }

    [Fact]
    public void OutsideTrainingRecurrentDropoutDoesNothing()
    {
        Batch<float> batch = Series(Batch);
        float[] plain = new Sequential(new Gru(5)).Build(features: 2, seed: 3).Predict(batch);
        Assert.Equal(plain, new Sequential(new Gru(5) { RecurrentDropout = 0.5 }).Build(features: 2, seed: 3).Predict(batch));
    }

    [Fact]
    public void OutsideTrainingZoneoutIsTheExpectedMixture()
    {
        Model<double> model = new Sequential(new SimpleRnn(1) { HiddenZoneout = 0.25 }).ToArchitecture(LayerShape.Sequence(1)).Build<double>();
        model.Parameters.Load([0.5, 0.8, 0.1]);
        double h = 0;
        foreach (double x in new[] { 1.0, -2.0 })
            h = 0.25 * h + 0.75 * Math.Tanh(0.5 * x + 0.8 * h + 0.1);
        Assert.Equal(h, Assert.Single(model.Predict(new Batch<double>(new[] { 1.0, -2.0 }, 1, 2, 1))), Tolerances.Exact);
    }

    [Fact]
    public void InTrainingZoneoutKeepsAboutItsShareOfTheUnits()
    {
        const double Rate = 0.3;
        Model<float> model = new Sequential(new Lstm(50) { ReturnSequences = true, HiddenZoneout = Rate }).Build(features: 2, seed: 1);
        Batch<float> batch = Series(40);
        model.Forward([batch], isTraining: true);
        float[] output = new float[model.OutputLength];
        model.CopyOutput(output);
        int kept = 0;
        int all = 0;
        for (int sample = 0; sample < 40; sample++)
        {
            for (int step = 1; step < Steps; step++)
            {
                for (int unit = 0; unit < 50; unit++, all++)
                    kept += output[(sample * Steps + step) * 50 + unit] == output[(sample * Steps + step - 1) * 50 + unit] ? 1 : 0;
            }
        }

        Assert.InRange(kept / (double)all, Rate - 0.03, Rate + 0.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void ARateThatIsNoProbabilityIsRefused(double rate)
    {
        foreach (RecurrentLayer layer in new RecurrentLayer[] { new Gru(2) { RecurrentDropout = rate }, new Gru(2) { HiddenZoneout = rate }, new Lstm(2) { CellZoneout = rate } })
            Assert.Contains("at least 0 and below 1", Assert.Throws<LayerException>(() => new Sequential(layer).Build(features: 1)).Message, StringComparison.Ordinal);
    }

    private static Batch<float> Series(int size) =>
        new(GradientCheck.Normals(new SeededRandom(2), size * Steps * 2).Select(value => (float)value).ToArray(), size, Steps, 2);
}
