using Gatelight.Formats.Arrays;

namespace Gatelight.Formats;

/// <summary>A named input or output of a model, as the file that holds the model names and lays it out.</summary>
/// <param name="Name">Its name, as in <c>X</c>.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Axes">Its axes in the order of the arrays that go in or come out; null where the rank is not known.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
public sealed record ModelPort(string Name, ElementType Type, IReadOnlyList<PortAxis>? Axes, bool IsOptional = false)
{
    /// <summary>The type and the axes, as in <c>f32 [B, T, 3]</c>.</summary>
    public string Layout => $"{Type.ToString().ToLowerInvariant()} {(Axes is null ? "[...]" : $"[{string.Join(", ", Axes)}]")}";
}
