using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class ActivateConformance : LayerConformance
{
    public override Layer Layer => new Activate(new ActivationFunction(Activation.Elu, 0.7, 0));

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
