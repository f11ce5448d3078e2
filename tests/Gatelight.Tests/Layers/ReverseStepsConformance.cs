using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class ReverseStepsConformance : LayerConformance
{
    public override Layer Layer => new ReverseSteps();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(3)];
}
