namespace Gatelight.Tasks;

/// <summary>How far a piece of work is.</summary>
/// <param name="Phase">What is being done, for a person.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is to do.</param>
/// <param name="Unit">What is counted, in the plural, as in "epochs".</param>
public readonly record struct WorkProgress(string Phase, int Done, int Total, string Unit);
