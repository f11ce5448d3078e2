using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class SelfAttentionPoolingConformance : LayerConformance
{
    public override Layer Layer => new SelfAttentionPooling(4);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(3)];
}
