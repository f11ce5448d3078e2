using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class DropoutConformance : LayerConformance
{
    public override Layer Layer => new Dropout(0.5);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
