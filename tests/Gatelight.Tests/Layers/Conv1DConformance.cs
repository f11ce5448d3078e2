using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class Conv1DConformance : LayerConformance
{
    public override Layer Layer => new Conv1D(3, 2) { Stride = 2, Padding = Padding.Same, Activation = Activation.Tanh };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(2)];

    protected override LayerShape[] WrongInputs => [LayerShape.Vector(2)];
}
