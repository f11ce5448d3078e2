using Gatelight.Bench.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>Gives parameters the weights that the other side makes for itself too.</summary>
internal static class TorchWeights
{
    /// <summary>Overwrites a parameter.</summary>
    public static void Set(Parameter parameter, string name, int hidden) => Set(parameter, PeerNumbers.Weights(name, (int)parameter.numel(), hidden));

    /// <summary>Overwrites a parameter with given values.</summary>
    public static void Set(Parameter parameter, float[] values)
    {
        using IDisposable mode = no_grad();
        using Tensor source = tensor(values, parameter.shape);
        parameter.copy_(source);
    }

    /// <summary>Makes a parameter.</summary>
    public static Parameter Make(string name, int hidden, params long[] shape) =>
        new(tensor(PeerNumbers.Weights(name, (int)shape.Aggregate(1L, (product, size) => product * size), hidden), shape), requires_grad: true);
}
