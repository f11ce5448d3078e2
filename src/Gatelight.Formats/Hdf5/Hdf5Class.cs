namespace Gatelight.Formats.Hdf5;

/// <summary>The kinds of <see cref="Hdf5Type"/>.</summary>
internal enum Hdf5Class
{
    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Floating-point numbers.</summary>
    Real,

    /// <summary>Texts of one length.</summary>
    Text,

    /// <summary>Texts of any length, which lie in a heap.</summary>
    LongText,

    /// <summary>Bytes without a meaning.</summary>
    Opaque,

    /// <summary>What models do not use.</summary>
    Other,
}
