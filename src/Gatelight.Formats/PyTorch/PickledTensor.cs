namespace Gatelight.Formats.PyTorch;

/// <summary>What a pickle says of a tensor.</summary>
/// <param name="Storage">Where its numbers lie.</param>
/// <param name="Offset">The first of them.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Strides">From one number to the next in each dimension.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides);
