namespace Gatelight.Bench;

/// <summary>The parts of a training step, in their order.</summary>
internal enum StepPart
{
    /// <summary>Copying the examples of the batch into one array.</summary>
    Gathering,

    /// <summary>The forward pass, the laying out of the batch and the packing of changed weights in it.</summary>
    Forward,

    /// <summary>Clearing the gradients.</summary>
    Clearing,

    /// <summary>The loss and its gradient.</summary>
    Loss,

    /// <summary>The backward pass.</summary>
    Backward,

    /// <summary>The global norm of the gradients.</summary>
    Norm,

    /// <summary>Adam.</summary>
    Optimizer,

    /// <summary>The table of vectors on the way there and back, timed by itself: a part of the two passes.</summary>
    Embedding,
}
