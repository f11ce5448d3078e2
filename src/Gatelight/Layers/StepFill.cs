namespace Gatelight.Layers;

/// <summary>What <see cref="AlignSteps"/> puts at a step that its values do not have.</summary>
public enum StepFill
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>The values of the step before, zeros before the first: what a forward recurrent layer still remembers at a masked step.</summary>
    Previous,

    /// <summary>The values of the step behind, zeros behind the last: the same for a layer that reads from the end.</summary>
    Next,
}
