namespace Gatelight.Models;

/// <summary>What one layer did inside during a forward pass, for one sample.</summary>
/// <param name="Layer">The layer's name.</param>
public abstract record LayerTrace(string Layer);
