using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MinimumConformance : LayerConformance
{
    public override Layer Layer => new Minimum();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2, axis: 1)];
}
