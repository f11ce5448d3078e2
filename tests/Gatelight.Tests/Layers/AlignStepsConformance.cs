using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class AlignStepsConformance : LayerConformance
{
    public override Layer Layer => new AlignSteps { Fill = StepFill.Previous };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3), LayerShape.Sequence(2, axis: 1)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(3), LayerShape.Sequence(2)];

    protected override int[] WithoutGradient => [1];
}
