using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class PermuteConformance : LayerConformance
{
    public override Layer Layer => new Permute();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3, steps: Steps)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(3)];

    protected override int[] Lengths => [4, 4, 4, 4, 4];
}
