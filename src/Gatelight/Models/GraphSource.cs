namespace Gatelight.Models;

/// <summary>An input of a <see cref="ModelGraph"/> or an output of one of its layers, to be read by other layers.</summary>
/// <param name="Graph">The graph it belongs to.</param>
/// <param name="IsInput">Whether it is an input of the model.</param>
/// <param name="Number">Its number among the inputs or among the layers.</param>
/// <param name="Output">Which output of the layer; 0 is the first.</param>
public readonly record struct GraphSource(ModelGraph Graph, bool IsInput, int Number, int Output = 0)
{
    /// <summary>Another output of the same layer, as the final states behind a recurrent layer's own output.</summary>
    /// <param name="output">Which output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The layer has fewer outputs.</exception>
    public GraphSource this[int output]
    {
        get
        {
            int count = Graph.OutputCount(this);
            return (uint)output < (uint)count
                ? this with { Output = output }
                : throw new ArgumentOutOfRangeException(nameof(output), output, $"This source has {count} output(s); output {output} does not exist.");
        }
    }
}
