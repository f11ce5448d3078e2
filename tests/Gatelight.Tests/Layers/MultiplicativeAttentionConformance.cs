using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MultiplicativeAttentionConformance : LayerConformance
{
    public override Layer Layer => new MultiplicativeAttention { Score = AttentionScore.ScaledDot };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3, axis: 1), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2, axis: 1), LayerShape.Sequence(3)];
}
