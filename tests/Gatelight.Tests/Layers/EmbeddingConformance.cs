using Gatelight.Layers;

namespace Gatelight.Tests.Layers;

public sealed class EmbeddingConformance : LayerConformance
{
    public override Layer Layer => new Embedding(5, 3) { MaskZero = true };

    protected override LayerShape[] Inputs => [LayerShape.Sequence(1)];

    protected override LayerShape[] WrongInputs => [LayerShape.Sequence(2)];

    protected override bool InputsHaveGradient => false;

    protected override double Draw(SeededRandom random) => random.NextBelow(5);
}
