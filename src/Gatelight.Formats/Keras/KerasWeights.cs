namespace Gatelight.Formats.Keras;

/// <summary>The weights of one layer, in Keras' order, or of a part of it.</summary>
internal abstract class KerasWeights
{
    /// <summary>The layer's own arrays, or those of its cell where it has one.</summary>
    /// <param name="part">Where the newest format keeps them below the layer, as in <c>cell</c>.</param>
    internal abstract IReadOnlyList<KerasArray> Arrays(string part = "");

    /// <summary>The weights of a layer inside a wrapper.</summary>
    /// <param name="part">What the newest format calls it, as in <c>forward_layer</c>.</param>
    /// <param name="index">Which one, where older formats write all in a row.</param>
    /// <param name="count">Of how many.</param>
    internal abstract KerasWeights Inner(string part, int index = 0, int count = 1);

    /// <summary>The weights of a layer of a model.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="kind">Its class.</param>
    /// <param name="number">How many layers of that class come before it.</param>
    internal abstract KerasWeights Layer(string name, string kind, int number);
}
