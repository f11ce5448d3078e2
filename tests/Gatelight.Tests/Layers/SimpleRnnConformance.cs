using Gatelight.Layers;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class SimpleRnnConformance : LayerConformance
{
    public override Layer Layer => new SimpleRnn(3) { ReturnSequences = true, GoBackwards = true };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Vector(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
