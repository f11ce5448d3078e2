using System.Numerics;
using System.Text.Json.Serialization;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Layers;

/// <summary>
/// What a layer is: an immutable description that can be compared, printed and stored. A model turns it into an
/// <see cref="Operation{T}"/>, which holds its parameters and buffers.
/// </summary>
/// <remarks>A new layer is one file: a record that derives from this class, and its operation. Its line here lets a model file hold it.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Activate), nameof(Activate))]
[JsonDerivedType(typeof(Add), nameof(Add))]
[JsonDerivedType(typeof(AdditiveAttention), nameof(AdditiveAttention))]
[JsonDerivedType(typeof(AlignSteps), nameof(AlignSteps))]
[JsonDerivedType(typeof(AttentionPooling), nameof(AttentionPooling))]
[JsonDerivedType(typeof(Average), nameof(Average))]
[JsonDerivedType(typeof(AveragePooling1D), nameof(AveragePooling1D))]
[JsonDerivedType(typeof(BatchNormalization), nameof(BatchNormalization))]
[JsonDerivedType(typeof(Bidirectional), nameof(Bidirectional))]
[JsonDerivedType(typeof(Concatenate), nameof(Concatenate))]
[JsonDerivedType(typeof(Conv1D), nameof(Conv1D))]
[JsonDerivedType(typeof(Dense), nameof(Dense))]
[JsonDerivedType(typeof(Dot), nameof(Dot))]
[JsonDerivedType(typeof(Dropout), nameof(Dropout))]
[JsonDerivedType(typeof(Embedding), nameof(Embedding))]
[JsonDerivedType(typeof(Flatten), nameof(Flatten))]
[JsonDerivedType(typeof(GlobalAveragePooling1D), nameof(GlobalAveragePooling1D))]
[JsonDerivedType(typeof(GlobalMaxPooling1D), nameof(GlobalMaxPooling1D))]
[JsonDerivedType(typeof(Gru), nameof(Gru))]
[JsonDerivedType(typeof(LayerNormalization), nameof(LayerNormalization))]
[JsonDerivedType(typeof(LogSoftmax), nameof(LogSoftmax))]
[JsonDerivedType(typeof(Lstm), nameof(Lstm))]
[JsonDerivedType(typeof(Masking), nameof(Masking))]
[JsonDerivedType(typeof(Maximum), nameof(Maximum))]
[JsonDerivedType(typeof(MaxPooling1D), nameof(MaxPooling1D))]
[JsonDerivedType(typeof(Minimum), nameof(Minimum))]
[JsonDerivedType(typeof(MultiplicativeAttention), nameof(MultiplicativeAttention))]
[JsonDerivedType(typeof(Multiply), nameof(Multiply))]
[JsonDerivedType(typeof(ParametricRelu), nameof(ParametricRelu))]
[JsonDerivedType(typeof(Permute), nameof(Permute))]
[JsonDerivedType(typeof(RepeatVector), nameof(RepeatVector))]
[JsonDerivedType(typeof(Reshape), nameof(Reshape))]
[JsonDerivedType(typeof(ReverseSteps), nameof(ReverseSteps))]
[JsonDerivedType(typeof(ScaleFeatures), nameof(ScaleFeatures))]
[JsonDerivedType(typeof(SelfAttentionPooling), nameof(SelfAttentionPooling))]
[JsonDerivedType(typeof(SimpleRnn), nameof(SimpleRnn))]
[JsonDerivedType(typeof(SLstm), nameof(SLstm))]
[JsonDerivedType(typeof(Softmax), nameof(Softmax))]
[JsonDerivedType(typeof(Subtract), nameof(Subtract))]
[JsonDerivedType(typeof(TakeFeatures), nameof(TakeFeatures))]
[JsonDerivedType(typeof(TakeStep), nameof(TakeStep))]
[JsonDerivedType(typeof(TimeDistributed), nameof(TimeDistributed))]
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

    /// <summary>How many outputs the layer has.</summary>
    [JsonIgnore]
    public virtual int OutputCount => 1;

    /// <summary>The shapes of all <see cref="OutputCount"/> outputs, the one of <see cref="OutputShape"/> first.</summary>
    /// <param name="inputs">The shapes of its inputs, in order.</param>
    /// <exception cref="LayerException">As <see cref="OutputShape"/>.</exception>
    public virtual IReadOnlyList<LayerShape> OutputShapes(ReadOnlySpan<LayerShape> inputs) => [OutputShape(inputs)];

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

    /// <summary>Throws unless a number is above 0 and finite.</summary>
    /// <param name="value">The number.</param>
    /// <param name="what">Its name.</param>
    private protected void CheckPositive(double value, string what)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw Error($"{what} must be above 0 and finite, not {value}");
    }

    /// <summary>The single input, which must have a time axis.</summary>
    /// <param name="inputs">The shapes received.</param>
    private protected LayerShape SingleSequence(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleInput(inputs);
        return input.IsSequence ? input : throw Error($"needs a sequence [B, T, D], not {input}; set ReturnSequences on a recurrent layer before it");
    }

    /// <summary>Throws where a window over time makes no sense, or never fits into the sequences.</summary>
    /// <param name="window">The window.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="size">What the layer calls its size.</param>
    private protected void CheckWindow(TimeWindow window, LayerShape input, string size)
    {
        CheckSize(window.Size, size);
        CheckSize(window.Stride, nameof(window.Stride));
        CheckSize(window.Dilation, nameof(window.Dilation));
        if (!Enum.IsDefined(window.Padding))
            throw Error($"Padding {(int)window.Padding} does not exist");
        if (((long)window.Size - 1) * window.Dilation >= MaximumSize)
            throw Error($"{size} {window.Size} spread by Dilation {window.Dilation} spans more than {MaximumSize} steps");
        if (input.Steps > 0 && window.OutputLength(input.Steps) == 0)
            throw Error($"{size} {window.Size} with Dilation {window.Dilation} is longer than the {input.Steps} steps of {input}; make it shorter, or pad");
    }

    /// <summary>The number of values of the single input, whose steps, if it has any, must be fixed.</summary>
    /// <param name="inputs">The shapes received.</param>
    private protected long FixedSize(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleInput(inputs);
        if (input.IsSequence && input.Steps == 0)
            throw Error($"needs a fixed number of steps, and {input} has none; give the input LayerShape.Sequence({input.Width}, steps: n)");
        return (long)Math.Max(1, input.Steps) * input.Width;
    }

    /// <summary>Throws where an activation does not exist or has constants that are not finite.</summary>
    /// <param name="function">The activation.</param>
    /// <param name="what">The option's name.</param>
    private protected void CheckActivation(ActivationFunction function, string what)
    {
        if (!Enum.IsDefined(function.Kind))
            throw Error($"{what} {(int)function.Kind} does not exist");
        if (!double.IsFinite(function.Alpha) || !double.IsFinite(function.Beta))
            throw Error($"the constants of {what} {function.Kind} must be finite, not {function.Alpha} and {function.Beta}");
    }

    /// <summary>The largest width of any layer; above it a size is taken for a mistake.</summary>
    public const int MaximumSize = 1 << 20;
}
