using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MaskingConformance : LayerConformance
{
    public override Layer Layer => new Masking(0);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
