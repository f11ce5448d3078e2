namespace Gatelight.Kernels.Simd;

/// <summary>The two factors of a product as a tile reads them: <c>Σₖ x[row·XRow + k·XDepth] · right[k·RightStep + n]</c>.</summary>
internal readonly unsafe struct TileFactors(float* x, nint xRow, nint xDepth, float* right, nint rightStep, int depth)
{
    /// <summary>The left factor, one element broadcast at a time.</summary>
    public float* X { get; } = x;

    /// <summary>Its stride from row to row.</summary>
    public nint XRow { get; } = xRow;

    /// <summary>Its stride along k.</summary>
    public nint XDepth { get; } = xDepth;

    /// <summary>The right factor, whole registers.</summary>
    public float* Right { get; } = right;

    /// <summary>Its stride along k.</summary>
    public nint RightStep { get; } = rightStep;

    /// <summary>The number of terms; may be 0.</summary>
    public int Depth { get; } = depth;

    /// <summary>The same product some rows further down.</summary>
    public TileFactors Skip(int rows) => new(X + rows * XRow, XRow, XDepth, Right, RightStep, Depth);
}
