using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MaxPooling1DConformance : LayerConformance
{
    public override Layer Layer => new MaxPooling1D(2) { Stride = 1 };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
