namespace Gatelight.Explain;

/// <summary>One state of one recurrent layer, which a resumed sequence begins with.</summary>
/// <param name="Node">The layer's place in the graph.</param>
/// <param name="State">Which of its states; 0 is h.</param>
/// <param name="Size">The state's width.</param>
internal readonly record struct ResumedState(int Node, int State, int Size);
