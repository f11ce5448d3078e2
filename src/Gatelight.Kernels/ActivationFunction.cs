using System.Numerics;
using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels;

/// <summary>
/// An activation with its two constants. <see cref="Of"/> takes the constants that the ONNX specification names as defaults;
/// where it names none, α = 1 and β = 0 (<see cref="Activation.Affine"/>) or β = 1 (<see cref="Activation.ScaledTanh"/>).
/// </summary>
/// <param name="Kind">The function.</param>
/// <param name="Alpha">α; ignored by the functions without it.</param>
/// <param name="Beta">β; ignored by the functions without it.</param>
public readonly record struct ActivationFunction(Activation Kind, double Alpha, double Beta)
{
    /// <summary>The activation with its default constants.</summary>
    /// <param name="kind">The function.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    public static ActivationFunction Of(Activation kind) => kind switch
    {
        Activation.Affine => new(kind, 1, 0),
        Activation.LeakyRelu => new(kind, 0.01, 0),
        Activation.ThresholdedRelu or Activation.Elu => new(kind, 1, 0),
        Activation.ScaledTanh => new(kind, 1, 1),
        Activation.HardSigmoid => new(kind, 0.2, 0.5),
        Activation.Linear or Activation.Relu or Activation.Sigmoid or Activation.Tanh or Activation.Softsign or Activation.Softplus => new(kind, 0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"there is no activation {kind}"),
    };

    /// <summary>The activation with its default constants, as <see cref="Of"/>.</summary>
    /// <param name="kind">The function.</param>
    public static implicit operator ActivationFunction(Activation kind) => Of(kind);

    /// <summary>Whether the slope follows from the value alone (sigmoid, tanh, linear), so that the backward pass needs no pre-activation.</summary>
    internal bool HasSlopeOfValue => Kind is Activation.Linear or Activation.Sigmoid or Activation.Tanh;

    /// <summary>φ(x); NaN stays NaN.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The pre-activation.</param>
    public T Value<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => Kind switch
        {
            Activation.Linear => x,
            Activation.Relu => x < T.Zero ? T.Zero : x,
            Activation.Sigmoid => Scalar.Sigmoid(x),
            Activation.Tanh => T.Tanh(x),
            Activation.Affine => A<T>() * x + B<T>(),
            Activation.LeakyRelu => x < T.Zero ? A<T>() * x : x,
            Activation.ThresholdedRelu => x <= A<T>() ? T.Zero : x,
            Activation.ScaledTanh => A<T>() * T.Tanh(B<T>() * x),
            Activation.HardSigmoid => T.Clamp(A<T>() * x + B<T>(), T.Zero, T.One),
            Activation.Elu => x < T.Zero ? A<T>() * Scalar.ExpMinusOne(x) : x,
            Activation.Softsign => T.IsInfinity(x) ? T.CopySign(T.One, x) : x / (T.One + T.Abs(x)),
            Activation.Softplus => Scalar.Softplus(x),
            _ => throw Unknown(),
        };

    /// <summary>
    /// φ'(x), NaN for NaN. At a kink it is the slope of the flatter or lower side: 0 for <see cref="Activation.Relu"/> at 0 and for
    /// <see cref="Activation.ThresholdedRelu"/> at α (whose jump has no slope) and for <see cref="Activation.HardSigmoid"/> at both ends,
    /// α for <see cref="Activation.LeakyRelu"/> at 0; 1 for <see cref="Activation.Elu"/> at 0.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The pre-activation.</param>
    public T Slope<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (T.IsNaN(x))
            return x;
        switch (Kind)
        {
            case Activation.Linear:
                return T.One;
            case Activation.Relu:
                return x > T.Zero ? T.One : T.Zero;
            case Activation.Sigmoid:
            case Activation.Tanh:
                return SlopeOfValue(Value(x));
            case Activation.Affine:
                return A<T>();
            case Activation.LeakyRelu:
                return x > T.Zero ? T.One : A<T>();
            case Activation.ThresholdedRelu:
                return x > A<T>() ? T.One : T.Zero;
            case Activation.ScaledTanh:
                T tanh = T.Tanh(B<T>() * x);
                return A<T>() * B<T>() * (T.One - tanh * tanh);
            case Activation.HardSigmoid:
                T line = A<T>() * x + B<T>();
                return line > T.Zero && line < T.One ? A<T>() : T.Zero;
            case Activation.Elu:
                return x < T.Zero ? A<T>() * T.Exp(x) : T.One;
            case Activation.Softsign:
                T root = T.One + T.Abs(x);
                return T.One / (root * root);
            case Activation.Softplus:
                return Scalar.Sigmoid(x);
            default:
                throw Unknown();
        }
    }

    /// <summary>φ'(x) from y = φ(x), where <see cref="HasSlopeOfValue"/>: <c>σ' = y(1 - y)</c>, <c>tanh' = 1 - y²</c>, 1 for linear.</summary>
    internal T SlopeOfValue<T>(T y)
        where T : unmanaged, IFloatingPointIeee754<T> => Kind switch
        {
            Activation.Linear => T.One,
            Activation.Sigmoid => y * (T.One - y),
            Activation.Tanh => T.One - y * y,
            _ => throw new InvalidOperationException($"the slope of {Kind} does not follow from its value"),
        };

    private T A<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(Alpha);

    private T B<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(Beta);

    private InvalidOperationException Unknown() => new($"there is no activation {Kind}");
}
