using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain;

/// <summary>
/// RETAIN (Choi et al. 2016, arXiv:1608.05745): a model that is read as it stands. Two recurrent networks read the sequence from its
/// end and decide how much each step counts, <c>αₜ</c>, and each direction of it, <c>βₜ</c>; what they weigh is a linear map of the input, so that the
/// answer is a sum over steps and features (equations 251 to 255 of docs/equations.md): <c>y = φ(w·Σₜ αₜ βₜ⊙W·xₜ + b)</c>.
/// <see cref="RetainAccount"/> gives the terms of that sum.
/// </summary>
/// <remarks>Both networks are GRUs, as in the paper; the bias of the step scores, which the softmax takes no notice of, is left out.</remarks>
/// <param name="EmbeddingSize">E, the length of the vector <c>W·xₜ</c> of a step.</param>
/// <param name="HiddenSize">H, the hidden units of each of the two networks.</param>
public sealed record RetainModel(int EmbeddingSize, int HiddenSize)
{
    /// <summary>K, the number of answers.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>φ; linear by default. An <see cref="Kernels.Activation"/> alone takes its default constants.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>The model as a graph of layers, for sequences <c>[B, T, features]</c>.</summary>
    /// <param name="features">D, the features of a step.</param>
    public ModelArchitecture ToArchitecture(int features)
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(features));
        GraphSource embedded = graph.Add(new Dense(EmbeddingSize) { UseBias = false, Name = "embedding" }, input);
        GraphSource stepStates = graph.Add(Backwards() with { Name = "step_states" }, embedded);
        GraphSource stepScores = graph.Add(new Dense(1) { UseBias = false, Name = "step_scores" }, stepStates);
        GraphSource valueStates = graph.Add(Backwards() with { Name = "value_states" }, embedded);
        GraphSource valueWeights = graph.Add(new Dense(EmbeddingSize) { Activation = Kernels.Activation.Tanh, Name = "value_weights" }, valueStates);
        GraphSource weighted = graph.Add(new Multiply { Name = "weighted" }, embedded, valueWeights);
        GraphSource context = graph.Add(new AttentionPooling { Name = "context" }, stepScores, weighted);
        return graph.ToArchitecture(graph.Add(new Dense(Outputs) { Activation = Activation, Name = "answer" }, context));
    }

    private Gru Backwards() => new(HiddenSize) { GoBackwards = true, ReturnSequences = true };
}
