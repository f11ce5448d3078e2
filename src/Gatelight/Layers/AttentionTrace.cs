using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Where an attention layer looked, for one sample.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Weights"><c>[Tq, Tk]</c>: how much of each live memory step is in the context of each live query; rows add up to 1.</param>
/// <param name="QueryTimes">The time of each row in the caller's sequence: 0, 1, 2 and so on, unless steps are masked.</param>
/// <param name="MemoryTimes">The time of each column in the caller's sequence.</param>
public sealed record AttentionTrace(string Layer, double[,] Weights, int[] QueryTimes, int[] MemoryTimes) : LayerTrace(Layer);
