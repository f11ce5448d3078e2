using Gatelight.Layers;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class BidirectionalConformance : LayerConformance
{
    public override Layer Layer => new Bidirectional(new Lstm(3) { ReturnSequences = true });

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2), .. Enumerable.Repeat(LayerShape.Vector(3), 4)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Vector(3), LayerShape.Vector(3)];
}
