using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class FlattenConformance : LayerConformance
{
    public override Layer Layer => new Flatten();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2, steps: Steps)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2)];

    protected override int[] Lengths => [4, 4, 4, 4, 4];
}
