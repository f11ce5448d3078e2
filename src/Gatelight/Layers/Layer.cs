using System.Numerics;
using System.Text.Json.Serialization;
using Gatelight.Recurrent;

namespace Gatelight.Layers;

/// <summary>
/// What a layer is: an immutable description that can be compared, printed and stored. A model turns it into an
/// <see cref="Operation{T}"/>, which holds its parameters and buffers.
/// </summary>
/// <remarks>A new layer is one file: a record that derives from this class, and its operation. Its line here lets a model file hold it.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Add), nameof(Add))]
[JsonDerivedType(typeof(Concatenate), nameof(Concatenate))]
[JsonDerivedType(typeof(Dense), nameof(Dense))]
[JsonDerivedType(typeof(Dropout), nameof(Dropout))]
[JsonDerivedType(typeof(Lstm), nameof(Lstm))]
public abstract record Layer
{
    /// <summary>The layer's name in summaries, traces and weight files; the model numbers unnamed layers.</summary>
    public string? Name { get; init; }

    /// <summary>The kind's name, as in <c>Lstm</c>.</summary>
    [JsonIgnore]
    public virtual string Kind => GetType().Name;

    /// <summary>The shape that the layer gives for the shapes it receives.</summary>
    /// <param name="inputs">The shapes of its inputs, in order.</param>
    /// <exception cref="LayerException">The layer cannot take these shapes; the message names the layer and both shapes.</exception>
    public abstract LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs);

    /// <summary>Makes the computation of this layer for the given input shapes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="inputs">The shapes of its inputs.</param>
    public abstract Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Throws unless the layer receives exactly one input.</summary>
    /// <param name="inputs">The shapes received.</param>
    protected LayerShape SingleInput(ReadOnlySpan<LayerShape> inputs) =>
        inputs.Length == 1 ? inputs[0] : throw Error($"takes one input, not {inputs.Length}");

    /// <summary>An exception that names this layer.</summary>
    /// <param name="problem">What is wrong, as the rest of a sentence.</param>
    protected LayerException Error(string problem) => new(Name ?? Kind, problem);

    /// <summary>Throws where a size is not positive or absurd.</summary>
    /// <param name="value">The size.</param>
    /// <param name="what">Its name.</param>
    protected void CheckSize(int value, string what)
    {
        if (value is < 1 or > MaximumSize)
            throw Error($"{what} must be between 1 and {MaximumSize}, not {value}");
    }

    /// <summary>The largest width of any layer; above it a size is taken for a mistake.</summary>
    public const int MaximumSize = 1 << 20;
}
