using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>A recurrent layer in libtorch.</summary>
internal interface ITorchLayer
{
    /// <summary>The features that it gives.</summary>
    int Outputs { get; }

    /// <summary>What is learnt.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The outputs of all steps <c>[T, B, .]</c> and of the last step of each sequence <c>[B, .]</c>.</summary>
    /// <param name="x"><c>[T, B, D]</c>.</param>
    /// <param name="lengths">The length of each sequence; null when all have T steps. Then only the last steps are given.</param>
    (Tensor Every, Tensor Last) Forward(Tensor x, long[]? lengths);
}
