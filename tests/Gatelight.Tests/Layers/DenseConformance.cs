using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class DenseConformance : LayerConformance
{
    public override Layer Layer => new Dense(3) { Activation = Activation.Tanh };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2), LayerShape.Sequence(2)];
}
