using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

/// <summary>Two sequences of one time axis, each step seeing none that comes after it.</summary>
public sealed class CausalAttentionConformance : LayerConformance
{
    public override Layer Layer => new MultiplicativeAttention { Score = AttentionScore.General, IsCausal = true };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(3), LayerShape.Sequence(3, axis: 1)];
}
