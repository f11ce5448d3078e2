using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>A mask.</summary>
/// <param name="Whole">A sequence on the axis with all steps.</param>
/// <param name="Live">A sequence on the axis without the masked ones.</param>
internal sealed record KerasMask(GraphSource Whole, GraphSource Live);
