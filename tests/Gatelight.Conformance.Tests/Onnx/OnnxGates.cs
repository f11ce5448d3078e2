namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>The order of the gates: i, f, g, o here; i, o, f, c in ONNX, where c is the candidate g.</summary>
internal static class OnnxGates
{
    private static readonly int[] OwnBlockOf = [0, 3, 1, 2];

    /// <summary>The four blocks of an own matrix or bias in the order of ONNX.</summary>
    internal static float[] FromOwn(ReadOnlySpan<float> own)
    {
        float[] onnx = new float[own.Length];
        int block = own.Length / OwnBlockOf.Length;
        for (int n = 0; n < OwnBlockOf.Length; n++)
            own.Slice(OwnBlockOf[n] * block, block).CopyTo(onnx.AsSpan(n * block));
        return onnx;
    }

    /// <summary>The four blocks of an ONNX matrix or bias in the own order.</summary>
    internal static float[] ToOwn(ReadOnlySpan<float> onnx)
    {
        float[] own = new float[onnx.Length];
        int block = onnx.Length / OwnBlockOf.Length;
        for (int n = 0; n < OwnBlockOf.Length; n++)
            onnx.Slice(n * block, block).CopyTo(own.AsSpan(OwnBlockOf[n] * block));
        return own;
    }
}
