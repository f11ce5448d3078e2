using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class MultiplyConformance : LayerConformance
{
    public override Layer Layer => new Multiply();

    protected override LayerShape[] Inputs => [LayerShape.Vector(3), LayerShape.Vector(3), LayerShape.Vector(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(3), LayerShape.Sequence(3)];
}
