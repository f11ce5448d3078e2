namespace Gatelight.Explain;

/// <summary>How an attribution method comes by its numbers.</summary>
public enum MethodFamily
{
    /// <summary>Along the gradient of the answer.</summary>
    Gradient,

    /// <summary>Through the layers by rule, from the answer back or from the input on.</summary>
    Rule,

    /// <summary>By asking the model again about changed inputs.</summary>
    Asking,

    /// <summary>By reading what the model itself shows, such as attention.</summary>
    Looking,
}
