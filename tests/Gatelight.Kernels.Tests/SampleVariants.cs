namespace Gatelight.Kernels.Tests;

/// <summary>The recurrent variants that every kernel is tried on, by name.</summary>
internal static class SampleVariants
{
    /// <summary>Every combination of gates, coupling, peepholes and linear activations that has a meaning.</summary>
    public static IReadOnlyList<LstmVariant> Lstms { get; } =
    [
        .. from bits in Enumerable.Range(0, 128)
           let variant = new LstmVariant
           {
               InputGate = (bits & 1) == 0,
               ForgetGate = (bits & 2) == 0,
               OutputGate = (bits & 4) == 0,
               Peepholes = (bits & 8) != 0,
               CandidateActivation = (bits & 16) == 0 ? Activation.Tanh : Activation.Linear,
               OutputActivation = (bits & 32) == 0 ? Activation.Tanh : Activation.Linear,
               Coupled = (bits & 64) != 0,
           }
           where !variant.Coupled || (variant.InputGate && variant.ForgetGate)
           select variant,
    ];

    /// <summary>Variants whose backward pass needs the pre-activations, and one whose output activation alone is unusual.</summary>
    public static IReadOnlyList<LstmVariant> UnusualLstms { get; } =
    [
        new() { Clip = 0.7 },
        new() { Clip = 0.7, Peepholes = true },
        new() { Clip = 0.9, Peepholes = true, Coupled = true },
        new() { GateActivation = Activation.HardSigmoid, Peepholes = true },
        new() { CandidateActivation = Activation.Softsign, OutputActivation = Activation.Relu },
        new() { CandidateActivation = new ActivationFunction(Activation.ScaledTanh, 1.7, 0.6), GateActivation = Activation.Softplus },
        new() { OutputActivation = Activation.Elu },
        new() { GateActivation = Activation.Tanh, CandidateActivation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid },
    ];

    public static IReadOnlyList<GruVariant> Grus { get; } =
    [
        new(),
        new() { Clip = 0.7 },
        new() { GateActivation = Activation.HardSigmoid },
        new() { CandidateActivation = Activation.Softsign },
        new() { CandidateActivation = Activation.Linear },
        new() { CandidateActivation = Activation.Sigmoid, GateActivation = Activation.Tanh },
    ];

    /// <summary>Each activation with constants that are not the defaults.</summary>
    public static IReadOnlyList<ActivationFunction> Activations { get; } =
    [
        .. Enum.GetValues<Activation>().Select(ActivationFunction.Of),
        new(Activation.Affine, 1.5, -0.25),
        new(Activation.LeakyRelu, 0.3, 0),
        new(Activation.ThresholdedRelu, 0.4, 0),
        new(Activation.ScaledTanh, 1.7, 0.6),
        new(Activation.HardSigmoid, 0.35, 0.4),
        new(Activation.Elu, 0.5, 0),
    ];
}
