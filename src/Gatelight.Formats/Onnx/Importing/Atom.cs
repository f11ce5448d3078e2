namespace Gatelight.Formats.Onnx.Importing;

/// <summary>An indivisible part of an axis: samples, steps, or some features.</summary>
/// <param name="Kind">What it runs over.</param>
/// <param name="Size">Its size where it is fixed; 0 where it is free.</param>
internal readonly record struct Atom(AxisKind Kind, int Size)
{
    internal static Atom Features(int size) => new(AxisKind.Feature, size);
}
