namespace Gatelight.Formats.Keras;

/// <summary>A weight on its way into a Keras file.</summary>
/// <param name="Path">Its path below the layer, as in <c>cell/vars/0</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its values, row-major.</param>
internal sealed record KerasVariable(string Path, int[] Shape, float[] Values);
