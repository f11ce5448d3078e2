using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class GlobalAveragePooling1DConformance : LayerConformance
{
    public override Layer Layer => new GlobalAveragePooling1D();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
