using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Flattening, reshaping, permuting and repeating: the values of two samples of 3 steps and 2 features, 0 to 11 in order.</summary>
public sealed class RearrangeTests
{
    private static readonly LayerShape Fixed = LayerShape.Sequence(2, steps: 3);
    private static readonly double[] Values = [.. Enumerable.Range(0, 12).Select(n => (double)n)];

    public static TheoryData<Layer> NeedFixedSteps() => [new Flatten(), new Reshape(2, 3), new Permute()];

    [Fact]
    public void ReshapingKeepsTheOrder()
    {
        Layer[] layers = [new Flatten(), new Reshape(2, 3), new Reshape(0, 6), new Reshape(6, 1)];
        foreach (Layer layer in layers)
            Assert.Equal(Values, Build(Fixed, layer).Predict(new Batch<double>(Values, 2, 3, 2)));
    }

    [Fact]
    public void PermutingSwapsStepsAndFeatures() =>
        Assert.Equal([0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11], Build(Fixed, new Permute()).Predict(new Batch<double>(Values, 2, 3, 2)));

    [Fact]
    public void AVectorIsCutIntoStepsAndBack() =>
        Assert.Equal(Values, Build(LayerShape.Vector(6), new Reshape(3, 2), new Flatten()).Predict(Batch<double>.Vectors(Values, 2, 6)));

    [Fact]
    public void RepeatingGivesTheVectorAtEveryStep() =>
        Assert.Equal([0, 1, 0, 1, 2, 3, 2, 3], Build(LayerShape.Vector(2), new RepeatVector(2)).Predict(Batch<double>.Vectors(Values.AsMemory(0, 4), 2, 2)));

    [Theory]
    [MemberData(nameof(NeedFixedSteps))]
    public void FreeStepsAreRefusedWithTheMend(Layer layer)
    {
        string message = Assert.Throws<LayerException>(() => Build(LayerShape.Sequence(2), layer with { Name = "cut" })).Message;
        Assert.Equal("Layer cut: needs a fixed number of steps, and [B, T, 2] has none; give the input LayerShape.Sequence(2, steps: n).", message);
    }

    [Theory]
    [MemberData(nameof(NeedFixedSteps))]
    public void AShortOrMaskedSequenceIsRefused(Layer layer)
    {
        Model<double> plain = Build(Fixed, layer with { Name = "cut" });
        string message = Assert.Throws<LayerException>(() => plain.Forward(new Batch<double>(Values, 2, 3, 2, new[] { 3, 1 }))).Message;
        Assert.Contains("Layer cut: sample 1 has 1 steps of 3", message, StringComparison.Ordinal);
        double[] masked = [.. Values[..10], -1, -1];
        Model<double> behindMask = Build(Fixed, new Masking(-1), layer);
        Assert.Contains("sample 1 has 2 steps of 3", Assert.Throws<LayerException>(() => behindMask.Forward(new Batch<double>(masked, 2, 3, 2))).Message, StringComparison.Ordinal);
        behindMask.Forward(new Batch<double>(Values, 2, 3, 2));
        Assert.Equal(12, behindMask.OutputLength);
    }

    [Fact]
    public void AReshapeThatLosesValuesIsRefused() =>
        Assert.Contains("cannot cut the 6 values of [B, 3, 2] into the 8", Assert.Throws<LayerException>(() => Build(Fixed, new Reshape(4, 2))).Message, StringComparison.Ordinal);

    private static Model<double> Build(LayerShape input, params Layer[] layers) => new Sequential(layers).ToArchitecture(input).Build<double>();
}
