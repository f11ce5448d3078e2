using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>
/// What flows between Keras layers. Keras gives it any number of dimensions; here the first after the batch is time and the rest lie side by
/// side as features, or, where there is just one dimension, there is no time. A mask, which Keras carries beside the values, is here a time
/// axis without the masked steps; a tensor may be had on its whole axis, on the masked one, or on both.
/// </summary>
/// <param name="Dims">Keras' dimensions without the batch, null where free.</param>
/// <param name="Whole">The values on the whole axis, where they are at hand.</param>
/// <param name="Live">The values on the masked axis, where they are at hand.</param>
/// <param name="Mask">The mask, or null.</param>
/// <param name="Fill">What stands at masked steps of the whole axis, where that is asked for and <paramref name="Whole"/> is not at hand.</param>
internal sealed record KerasTensor(int?[] Dims, GraphSource? Whole, GraphSource? Live = null, KerasMask? Mask = null, StepFill Fill = StepFill.Previous)
{
    /// <summary>Dimensions as Keras prints them.</summary>
    internal string Shape => $"[B, {string.Join(", ", Dims.Select(size => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]";
}
