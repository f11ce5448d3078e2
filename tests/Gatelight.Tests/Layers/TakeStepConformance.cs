using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class TakeStepConformance : LayerConformance
{
    public override Layer Layer => new TakeStep(-2);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(3)];
}
