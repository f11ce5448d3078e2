using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class AttentionPoolingConformance : LayerConformance
{
    public override Layer Layer => new AttentionPooling();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(1), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(3)];
}
