namespace Gatelight.Formats;

/// <summary>What an axis of a model's input or output runs over.</summary>
public enum AxisKind
{
    /// <summary>Not known: the file does not say, and no layer asked.</summary>
    Unknown,

    /// <summary>The samples of a batch.</summary>
    Batch,

    /// <summary>The steps of a sequence.</summary>
    Time,

    /// <summary>Features, or a part of them where there are several such axes.</summary>
    Feature,
}
