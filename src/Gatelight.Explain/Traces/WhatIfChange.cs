namespace Gatelight.Explain;

/// <summary>What a what-if curve does to the values it changes.</summary>
public enum WhatIfChange
{
    /// <summary>Each takes the value on the axis.</summary>
    Replace,

    /// <summary>The value on the axis is added to each.</summary>
    Add,
}
