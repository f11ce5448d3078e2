using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Steps that a mask dropped come back at their times, and go again; numbers by hand.</summary>
public sealed class AlignStepsTests
{
    private static readonly float[] Series = [0, 1, 0, 0, 2, 0]; // steps 1 and 4 are live

    [Theory]
    [InlineData(StepFill.Zero, new float[] { 0, 1, 0, 0, 2, 0 })]
    [InlineData(StepFill.Previous, new float[] { 0, 1, 1, 1, 2, 2 })]
    [InlineData(StepFill.Next, new float[] { 1, 1, 2, 2, 2, 0 })]
    public void MaskedStepsComeBack(StepFill fill, float[] expected)
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(1));
        GraphSource masked = graph.Add(new Masking(0), input);
        Model<float> model = graph.ToArchitecture(graph.Add(new AlignSteps { Fill = fill }, masked, input)).Build<float>();
        Assert.Equal(expected, model.Predict(new Batch<float>(Series, 1, 6, 1)));
    }

    [Fact]
    public void StepsGoThatAnotherMaskDrops()
    {
        ModelGraph graph = new();
        GraphSource values = graph.Input(LayerShape.Sequence(1));
        GraphSource other = graph.Input(LayerShape.Sequence(1));
        GraphSource aligned = graph.Add(new AlignSteps(), values, graph.Add(new Masking(0), other));
        Model<float> model = graph.ToArchitecture(graph.Add(new GlobalAveragePooling1D(), aligned)).Build<float>();
        Assert.Equal([(20f + 50f) / 2], model.Predict(new Batch<float>(new float[] { 10, 20, 30, 40, 50, 60 }, 1, 6, 1), new Batch<float>(Series, 1, 6, 1)));
    }

    [Fact]
    public void EachSequenceTurnsWithinItsOwnLength()
    {
        Model<float> model = new Sequential(new ReverseSteps()).Build(features: 1);
        Assert.Equal(
            [2, 1, 0, 0, 6, 5, 4, 3], model.Predict(new Batch<float>(new float[] { 1, 2, 9, 9, 3, 4, 5, 6 }, 2, 4, 1, new[] { 2, 4 })));
    }
}
