using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

public sealed class LayerTextTests
{
    public static TheoryData<Layer, string> ByHand => new()
    {
        { new Lstm(3), "Lstm" },
        { new Lstm(3) { Name = "memory", ReturnSequences = true }, "Lstm" },
        { new Lstm(3) { Peepholes = true, Clip = 3, GateActivation = Activation.HardSigmoid }, "Lstm (peepholes, gateActivation hardSigmoid, clip 3)" },
        { new Bidirectional(new Gru(3) { ResetBefore = true }) { Merge = BidirectionalMerge.Sum }, "Bidirectional (Gru (resetBefore), merge sum)" },
        { new Dense(2) { WeightInitializer = new HeNormal() }, "Dense (weightInitializer { kind: HeNormal, blocks: 1 })" },
        { new Dropout(0.5) { SharedOverTime = true }, "Dropout (sharedOverTime)" },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void AnOptionAwayFromItsDefaultIsNamed(Layer layer, string expected) => Assert.Equal(expected, LayerText.Of(layer), ignoreCase: true);

    [Fact]
    public void TheSummaryNamesTheVariant() =>
        Assert.Contains("Lstm (coupledGates)", new Sequential(new Lstm(3) { CoupledGates = true }).Build(features: 1).Summary(), StringComparison.Ordinal);
}
