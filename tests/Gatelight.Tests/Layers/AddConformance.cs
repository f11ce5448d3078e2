using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class AddConformance : LayerConformance
{
    public override Layer Layer => new Add();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(3)];
}
