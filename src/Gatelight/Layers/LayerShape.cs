using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>The shape of one sample as it leaves a layer: a sequence <c>[T, Width]</c>, or a vector <c>[Width]</c>.</summary>
/// <remarks>
/// Sequences share a <see cref="Axis"/> when they have the same lengths step by step: an encoder and a decoder read
/// different axes, and a layer that changes the number of steps begins a new one.
/// </remarks>
/// <param name="IsSequence">Whether there is a time axis.</param>
/// <param name="Width">The number of features.</param>
public readonly record struct LayerShape(bool IsSequence, int Width)
{
    /// <summary>What a layer says that begins a time axis of its own; the model gives it a number.</summary>
    public const int NewAxis = -1;

    /// <summary>The time axis of a sequence, from 0; only layers that read one axis, or are told how to meet another, fit together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Axis { get; init; }

    /// <summary>T where every sequence must have exactly that many steps, as flattening needs; 0 where it is free.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Steps { get; init; }

    /// <summary>A sequence of vectors.</summary>
    /// <param name="width">Features of each step.</param>
    /// <param name="axis">The time axis.</param>
    /// <param name="steps">T where it is fixed; 0 where it is free.</param>
    public static LayerShape Sequence(int width, int axis = 0, int steps = 0) => new(true, width) { Axis = axis, Steps = steps };

    /// <summary>One vector.</summary>
    /// <param name="width">Its features.</param>
    public static LayerShape Vector(int width) => new(false, width);

    /// <summary>The shape of a batch, as documentation writes it: time axes after the first are T1, T2 and so on.</summary>
    public override string ToString()
    {
        string time = Steps > 0 ? $"{Steps}" : Axis > 0 ? $"T{Axis}" : "T";
        return IsSequence ? $"[B, {time}, {Width}]" : $"[B, {Width}]";
    }
}
