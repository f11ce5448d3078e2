using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class ScaleFeaturesConformance : LayerConformance
{
    public override Layer Layer => new ScaleFeatures();

    protected override LayerShape[] Inputs => [LayerShape.Sequence(3)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
