using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class ConcatenateConformance : LayerConformance
{
    public override Layer Layer => new Concatenate();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Vector(2)];
}
