namespace Gatelight.Formats.PyTorch;

/// <summary>One module in a chain, as a description or a guess has it. Sizes, directions and stacked layers follow from the weights.</summary>
/// <param name="Kind">embedding, lstm, gru, rnn, linear, layer_norm, batch_norm, conv1d, dropout, flatten, mean_pool, max_pool, softmax, or an activation.</param>
/// <param name="Name">The module's name in the weights; empty where they have no prefix.</param>
internal sealed record TorchStep(string Kind, string Name)
{
    /// <summary>Whether a recurrent module gives every step; otherwise its last state.</summary>
    internal bool ReturnsAll { get; init; }

    /// <summary>Whether a recurrent module gives its output at the last step, where the second direction has read that step alone.</summary>
    internal bool ReturnsStep { get; init; }

    /// <summary>What is done to the output: relu, tanh, sigmoid and so on; null for nothing. Of an rnn its nonlinearity.</summary>
    internal string? Activation { get; init; }

    /// <summary>The rate of dropout.</summary>
    internal double Rate { get; init; }

    /// <summary>ε of a normalisation.</summary>
    internal double Epsilon { get; init; } = 1e-5;

    /// <summary>From one output of a convolution to the next.</summary>
    internal int Stride { get; init; } = 1;

    /// <summary>From one step that a convolution reads to the next.</summary>
    internal int Dilation { get; init; } = 1;

    /// <summary>What lies beyond the ends of a sequence: valid, same or causal.</summary>
    internal string Padding { get; init; } = "valid";

    /// <summary>Whether token 0 is padding whose steps are dropped.</summary>
    internal bool MasksZero { get; init; }
}
