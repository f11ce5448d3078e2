using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class LogSoftmaxConformance : LayerConformance
{
    public override Layer Layer => new LogSoftmax();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
