using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class ReshapeConformance : LayerConformance
{
    public override Layer Layer => new Reshape(2, 6);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3, steps: Steps)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2, steps: Steps)];

    protected override int[] Lengths => [4, 4, 4, 4, 4];
}
