using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class RepeatVectorConformance : LayerConformance
{
    public override Layer Layer => new RepeatVector(3);

    protected override LayerShape[] Inputs => [LayerShape.Vector(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2)];
}
