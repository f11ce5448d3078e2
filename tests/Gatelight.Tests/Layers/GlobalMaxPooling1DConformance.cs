using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class GlobalMaxPooling1DConformance : LayerConformance
{
    public override Layer Layer => new GlobalMaxPooling1D();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
