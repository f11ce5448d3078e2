namespace Gatelight.Formats.Keras;

/// <summary>What a kind of layer does with a mask.</summary>
internal enum MaskUse
{
    /// <summary>It treats each step by itself and hands the mask on.</summary>
    PassesOn,

    /// <summary>It leaves masked steps out.</summary>
    Obeys,

    /// <summary>It knows no masks and reads what stands at masked steps.</summary>
    Ignores,
}
