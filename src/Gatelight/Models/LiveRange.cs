using System.Numerics;

namespace Gatelight.Models;

/// <summary>A stretch of a model's flat buffers that a step has to look at: all of a parameter, or neighbouring rows of it that have a gradient.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Parameter">The parameter that it belongs to.</param>
/// <param name="Offset">Where it starts in <see cref="ParameterStore{T}.Values"/>.</param>
/// <param name="Length">Its number of elements.</param>
public readonly record struct LiveRange<T>(Parameter<T> Parameter, int Offset, int Length)
    where T : unmanaged, IFloatingPointIeee754<T>;
