namespace Gatelight.Bench.Peers;

/// <summary>What is timed: a recurrent layer, or a training step of a small model around it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Steps">T.</param>
/// <param name="Batch">B.</param>
/// <param name="Features">D; of a model that reads tokens the width of their vectors.</param>
/// <param name="Hidden">H.</param>
/// <param name="Threads">The threads of either side.</param>
internal sealed record PeerCase(PeerCell Cell, int Steps, int Batch, int Features, int Hidden, int Threads)
{
    /// <summary>Whether it is a training step (forward, loss, backward, clipping, Adam); otherwise the forward pass that returns every step.</summary>
    public bool Training { get; init; }

    /// <summary>Whether the lengths of the sequences differ.</summary>
    public bool Ragged { get; init; }

    /// <summary>V, the tokens of an embedding before the layer; 0 reads numbers.</summary>
    public int Vocabulary { get; init; }

    /// <summary>K, the classes of a cross-entropy; 0 learns one number by the squared error.</summary>
    public int Classes { get; init; }

    /// <summary>Whether the model answers at every step, as a language model does, or after the last.</summary>
    public bool EveryStep { get; init; }

    /// <summary>The batches that a call works through: 1 for a step, more for an epoch.</summary>
    public int Batches { get; init; } = 1;
}
