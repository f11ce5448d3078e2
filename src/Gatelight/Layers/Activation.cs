namespace Gatelight.Layers;

/// <summary>An elementwise activation function.</summary>
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
}
