using Gatelight.Data;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats;

/// <summary>A model that was opened from a file of any kind: it runs as the file says, and where layers can say the same it becomes an ordinary Gatelight model.</summary>
public abstract class ForeignModel
{
    /// <summary>Made by an <see cref="IModelImporter"/>.</summary>
    /// <param name="format">See <see cref="Format"/>.</param>
    protected ForeignModel(string format) => Format = format;

    /// <summary>The kind of file, as in <c>ONNX</c> or <c>Keras 2 (HDF5)</c>.</summary>
    public string Format { get; }

    /// <summary>The inputs.</summary>
    public abstract IReadOnlyList<ModelPort> Inputs { get; }

    /// <summary>The outputs.</summary>
    public abstract IReadOnlyList<ModelPort> Outputs { get; }

    /// <summary>What else the file says of itself, as in its producer or its version.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Facts => [];

    /// <summary>Its weights.</summary>
    public virtual IReadOnlyList<WeightSummary> Weights => [];

    /// <summary>What could not be kept, one sentence each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">An array for each input, by its name; an optional one may be missing.</param>
    /// <param name="threads">Threads to use; the numbers are the same for any.</param>
    /// <returns>An array for each output, by its name.</returns>
    /// <exception cref="InvalidInputException">An input is missing, unknown, or of a shape that the model cannot take; the message is one line.</exception>
    public abstract IReadOnlyDictionary<string, NdArray> Run(IReadOnlyDictionary<string, NdArray> inputs, int threads = 1);

    /// <summary>A table of the layers, their output shapes and their numbers of parameters.</summary>
    /// <exception cref="InvalidInputException">As <see cref="ToLayers"/>.</exception>
    public virtual string Summary() => ToLayers().Network.Summary();

    /// <summary>The model as ordinary layers, to be explained, trained on and saved.</summary>
    /// <exception cref="InvalidInputException">Some part has no layer that says the same; the message names the part.</exception>
    public abstract LayeredModel ToLayers();
}
