using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class DotConformance : LayerConformance
{
    public override Layer Layer => new Dot();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3), LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(3)];
}
