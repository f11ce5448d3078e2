using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class SubtractConformance : LayerConformance
{
    public override Layer Layer => new Subtract();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
