namespace Gatelight.Formats.Arrays;

/// <summary>What the numbers of an <see cref="NdArray"/> are; the names are those of safetensors.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>16-bit floating point.</summary>
    F16,

    /// <summary>8-bit whole numbers.</summary>
    I8,

    /// <summary>16-bit whole numbers.</summary>
    I16,

    /// <summary>32-bit whole numbers.</summary>
    I32,

    /// <summary>64-bit whole numbers.</summary>
    I64,

    /// <summary>8-bit whole numbers from 0.</summary>
    U8,

    /// <summary>16-bit whole numbers from 0.</summary>
    U16,

    /// <summary>32-bit whole numbers from 0.</summary>
    U32,

    /// <summary>64-bit whole numbers from 0.</summary>
    U64,

    /// <summary>True or false, a byte each.</summary>
    Bool,

    /// <summary>Texts, as labels are.</summary>
    Text,
}
