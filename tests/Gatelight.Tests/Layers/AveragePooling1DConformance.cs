using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class AveragePooling1DConformance : LayerConformance
{
    public override Layer Layer => new AveragePooling1D(3) { Stride = 2, Padding = Padding.Same };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
