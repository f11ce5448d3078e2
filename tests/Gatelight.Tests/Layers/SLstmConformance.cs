using Gatelight.Layers;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

public sealed class SLstmConformance : LayerConformance
{
    public override Layer Layer => new SLstm(3) { ReturnSequences = true };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Vector(3)];
}
