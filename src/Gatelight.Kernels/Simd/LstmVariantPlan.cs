namespace Gatelight.Kernels.Simd;

/// <summary>An LSTM variant as <see cref="LstmVariantStep{TLane}"/> reads it: offsets within a row of gates, and pointers to its peepholes.</summary>
internal readonly unsafe struct LstmVariantPlan
{
    public LstmVariantPlan(in LstmVariant variant, float* peepholes, int hiddenSize)
    {
        HiddenSize = hiddenSize;
        Width = (nint)variant.Blocks * hiddenSize;
        HasInput = variant.InputBlock >= 0;
        HasForget = variant.ForgetBlock >= 0;
        HasOutput = variant.OutputBlock >= 0;
        Input = (nint)variant.InputBlock * hiddenSize;
        Forget = (nint)variant.ForgetBlock * hiddenSize;
        Candidate = (nint)variant.CandidateBlock * hiddenSize;
        Output = (nint)variant.OutputBlock * hiddenSize;
        InputPeephole = variant.InputPeephole < 0 ? null : peepholes + (nint)variant.InputPeephole * hiddenSize;
        ForgetPeephole = variant.ForgetPeephole < 0 ? null : peepholes + (nint)variant.ForgetPeephole * hiddenSize;
        OutputPeephole = variant.OutputPeephole < 0 ? null : peepholes + (nint)variant.OutputPeephole * hiddenSize;
        IsCoupled = variant.Coupled;
        IsCandidateLinear = variant.CandidateActivation.Kind == Activation.Linear;
        IsOutputLinear = variant.OutputActivation.Kind == Activation.Linear;
        Clip = (float)variant.Clip;
    }

    public int HiddenSize { get; }

    public nint Width { get; }

    public bool HasInput { get; }

    public bool HasForget { get; }

    public bool HasOutput { get; }

    public nint Input { get; }

    public nint Forget { get; }

    public nint Candidate { get; }

    public nint Output { get; }

    /// <summary>The peepholes of i; null without them.</summary>
    public float* InputPeephole { get; }

    /// <summary>The peepholes of f; null without them.</summary>
    public float* ForgetPeephole { get; }

    /// <summary>The peepholes of o; null without them.</summary>
    public float* OutputPeephole { get; }

    public bool IsCoupled { get; }

    public bool IsCandidateLinear { get; }

    public bool IsOutputLinear { get; }

    /// <summary>The bound of the pre-activations; not above 0 for none.</summary>
    public float Clip { get; }

    /// <summary>Whether the vector step knows the variant: sigmoid gates, tanh or nothing elsewhere.</summary>
    public static bool Covers(in LstmVariant variant) =>
        variant.GateActivation.Kind == Activation.Sigmoid
        && variant.CandidateActivation.Kind is Activation.Tanh or Activation.Linear
        && variant.OutputActivation.Kind is Activation.Tanh or Activation.Linear;
}
