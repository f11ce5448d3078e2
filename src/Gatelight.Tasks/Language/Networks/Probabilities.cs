using System.Numerics.Tensors;

namespace Gatelight.Tasks.Language.Networks;

/// <summary>Softmax in double, the largest logit taken off first.</summary>
internal static class Probabilities
{
    /// <summary>e^(x / t) over their sum.</summary>
    /// <param name="logits">x; minus infinity is never chosen.</param>
    /// <param name="temperature">t, above 0.</param>
    internal static double[] Of(ReadOnlySpan<float> logits, double temperature = 1)
    {
        double largest = TensorPrimitives.Max(logits);
        double[] probabilities = new double[logits.Length];
        double sum = 0;
        for (int n = 0; n < logits.Length; n++)
            sum += probabilities[n] = Math.Exp((logits[n] - largest) / temperature);
        for (int n = 0; n < logits.Length; n++)
            probabilities[n] /= sum;
        return probabilities;
    }
}
