using Gatelight.Layers;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class LstmConformance : LayerConformance
{
    public override Layer Layer => new Lstm(3) { ReturnSequences = true };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), LayerShape.Vector(3), LayerShape.Vector(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
