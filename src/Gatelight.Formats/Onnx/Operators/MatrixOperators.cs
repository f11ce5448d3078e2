using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Kernels;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Matrix products.</summary>
internal static class MatrixOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("MatMul", 2, call => [Product(call, call[0], call[1])]),
        new("Gemm", 2, call => [Gemm(call)]),
        new("Einsum", 1, call => [EinsteinSum.Of(call)]),
    ];

    /// <summary>The product of two matrices, or of stacks of them, as numpy.matmul.</summary>
    internal static NdArray Product(NodeCall call, NdArray a, NdArray b)
    {
        if (a.Type != b.Type)
            throw new OperatorException($"takes two arrays of one type, not {a.Type} and {b.Type}");
        return a.Type switch
        {
            ElementType.F32 => Product<float>(call, a, b),
            ElementType.F64 => Product<double>(call, a, b),
            ElementType.F16 => Product<float>(call, a.As(ElementType.F32), b.As(ElementType.F32)).As(ElementType.F16),
            ElementType.Bool or ElementType.Text => throw Numeric.NoNumbers(a.Type),
            _ => Product<double>(call, a.As(ElementType.F64), b.As(ElementType.F64)).As(a.Type),
        };
    }

    private static NdArray Product<T>(NodeCall call, NdArray a, NdArray b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool isRow = a.Rank == 1, isColumn = b.Rank == 1;
        if (a.Rank == 0 || b.Rank == 0)
            throw new OperatorException($"takes matrices, not {a} and {b}");
        NdArray left = isRow ? a.Reshape(1, a.Length) : a, right = isColumn ? b.Reshape(b.Length, 1) : b;
        int rows = left.Shape[^2], depth = left.Shape[^1], columns = right.Shape[^1];
        if (right.Shape[^2] != depth)
            throw new OperatorException($"cannot multiply {a} and {b}");
        int[] stack = Broadcast.Shape(left.Dimensions[..^2], right.Dimensions[..^2]);
        int[] shape = [.. stack, rows, columns];
        T[] y = new T[ArrayLimits.Count(shape)], x = left.As<T>(), w = right.As<T>();
        // One matrix on the right for all: the rows of the whole stack are multiplied at once.
        if (right.Rank == 2 && left.Rank >= 2)
        {
            Multiply(call, x, w, b, y, NdArray.Count(left.Dimensions[..^1]), depth, columns);
        }
        else
        {
            Broadcast.Walk(stack, Broadcast.Strides(left.Dimensions[..^2], stack), Broadcast.Strides(right.Dimensions[..^2], stack), (at, from, other) =>
                Multiply(null, x.AsSpan(from * rows * depth, rows * depth), w.AsSpan(other * depth * columns, depth * columns), null, y.AsSpan(at * rows * columns, rows * columns), rows, depth, columns));
        }

        int[] result = [.. stack, .. isRow ? Array.Empty<int>() : [rows], .. isColumn ? Array.Empty<int>() : [columns]];
        return new NdArray(y, result);
    }

    private static void Multiply<T>(NodeCall? call, ReadOnlySpan<T> x, ReadOnlySpan<T> w, NdArray? source, Span<T> y, int rows, int depth, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelSet<T> kernels = KernelRegistry.For<T>();
        if (call?.Compiled.Memory is PackedMatrix<T> known && known.Fits(source!))
        {
            kernels.Multiply(x, known.Values, y, rows, depth, columns, accumulate: false);
            return;
        }

        T[] packed = new T[kernels.PackedLength(depth, columns)];
        kernels.Pack(w, depth, columns, packed);
        if (call is not null && source is not null)
            call.Compiled.Memory = new PackedMatrix<T>(packed, source);
        kernels.Multiply(x, packed, y, rows, depth, columns, accumulate: false);
    }

    private static NdArray Gemm(NodeCall call)
    {
        NdArray a = call[0], b = call[1];
        if (a.Rank != 2 || b.Rank != 2 || a.Type != b.Type)
            throw new OperatorException($"takes matrices of one type, not {a} and {b}");
        int[] swap = [1, 0];
        NdArray left = call.Node.Number("transA", 0) != 0 ? ArrayMoves.Transpose(a, swap) : a;
        bool isTransposed = call.Node.Number("transB", 0) != 0;
        if (left.Shape[1] != b.Shape[isTransposed ? 1 : 0])
            throw new OperatorException($"cannot multiply {a} and {b}");
        NdArray y = a.Type switch
        {
            ElementType.F32 => Gemm<float>(call, left, b, isTransposed),
            ElementType.F64 => Gemm<double>(call, left, b, isTransposed),
            ElementType.F16 => Gemm<float>(call, left.As(ElementType.F32), b.As(ElementType.F32), isTransposed).As(ElementType.F16),
            ElementType.Bool or ElementType.Text => throw Numeric.NoNumbers(a.Type),
            _ => Gemm<double>(call, left.As(ElementType.F64), b.As(ElementType.F64), isTransposed).As(a.Type),
        };
        float alpha = call.Node.Single("alpha", 1), beta = call.Node.Single("beta", 1);
        if (alpha != 1)
            y = Numeric.Unary(y, value => alpha * value);
        if (call.Optional(2) is not { } c || beta == 0)
            return y;
        if (beta != 1)
            c = Numeric.Unary(c, value => beta * value);
        return ArithmeticOperators.Sum(y, Broadcast.To(c, [.. y.Shape]));
    }

    private static NdArray Gemm<T>(NodeCall call, NdArray left, NdArray b, bool isTransposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelSet<T> kernels = KernelRegistry.For<T>();
        int rows = left.Shape[0], depth = left.Shape[1], columns = b.Shape[isTransposed ? 0 : 1];
        if (call.Compiled.Memory is not PackedMatrix<T> packed || !packed.Fits(b))
        {
            T[] values = new T[kernels.PackedLength(depth, columns)];
            if (isTransposed)
                kernels.PackTransposed(b.As<T>(), columns, depth, values);
            else
                kernels.Pack(b.As<T>(), depth, columns, values);
            call.Compiled.Memory = packed = new PackedMatrix<T>(values, b);
        }

        T[] y = new T[ArrayLimits.Count([rows, columns])];
        kernels.Multiply(left.As<T>(), packed.Values, y, rows, depth, columns, accumulate: false);
        return new NdArray(y, rows, columns);
    }

    private sealed class PackedMatrix<T>(T[] values, NdArray source)
    {
        internal T[] Values => values;

        internal bool Fits(NdArray other) => ReferenceEquals(source, other);
    }
}
