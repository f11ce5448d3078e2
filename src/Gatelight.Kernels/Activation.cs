namespace Gatelight.Kernels;

/// <summary>
/// The elementwise activation functions, by the names that the ONNX operators LSTM, GRU and RNN give them.
/// α and β belong to <see cref="ActivationFunction"/>.
/// </summary>
public enum Activation
{
    /// <summary><c>y = x</c>.</summary>
    Linear,

    /// <summary><c>y = max(0, x)</c>.</summary>
    Relu,

    /// <summary><c>y = 1 / (1 + e⁻ˣ)</c>.</summary>
    Sigmoid,

    /// <summary><c>y = tanh(x)</c>.</summary>
    Tanh,

    /// <summary><c>y = αx + β</c>.</summary>
    Affine,

    /// <summary><c>y = x</c> from 0 on, <c>αx</c> below.</summary>
    LeakyRelu,

    /// <summary><c>y = x</c> from α on, 0 below.</summary>
    ThresholdedRelu,

    /// <summary><c>y = α·tanh(βx)</c>.</summary>
    ScaledTanh,

    /// <summary><c>y = min(max(αx + β, 0), 1)</c>.</summary>
    HardSigmoid,

    /// <summary><c>y = x</c> from 0 on, <c>α(eˣ - 1)</c> below.</summary>
    Elu,

    /// <summary><c>y = x / (1 + |x|)</c>.</summary>
    Softsign,

    /// <summary><c>y = ln(1 + eˣ)</c>.</summary>
    Softplus,
}
