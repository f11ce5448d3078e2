using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class TakeFeaturesConformance : LayerConformance
{
    public override Layer Layer => new TakeFeatures(1, 2);

    protected override LayerShape[] Inputs => [LayerShape.Sequence(4)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2)];
}
