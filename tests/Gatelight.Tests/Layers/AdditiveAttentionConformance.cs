using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class AdditiveAttentionConformance : LayerConformance
{
    public override Layer Layer => new AdditiveAttention(5);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3, axis: 1), LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(3), LayerShape.Vector(2)];
}
