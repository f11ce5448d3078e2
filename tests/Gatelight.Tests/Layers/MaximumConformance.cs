using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MaximumConformance : LayerConformance
{
    public override Layer Layer => new Maximum();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(2), LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2)];
}
