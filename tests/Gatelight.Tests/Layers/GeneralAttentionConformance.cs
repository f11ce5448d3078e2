using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

/// <summary>A learned product, asked by a vector.</summary>
public sealed class GeneralAttentionConformance : LayerConformance
{
    public override Layer Layer => new MultiplicativeAttention { Score = AttentionScore.General };

    protected override LayerShape[] Inputs => [LayerShape.Vector(2), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(3)];
}
