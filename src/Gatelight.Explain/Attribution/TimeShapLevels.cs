namespace Gatelight.Explain;

/// <summary>What TimeSHAP finds at its three levels; every level adds up to the answer by itself.</summary>
/// <param name="PrunedSteps">The oldest steps that together do next to nothing, put into one player.</param>
/// <param name="Steps">Each later step.</param>
/// <param name="Features">Each feature over the later steps.</param>
/// <param name="Cells">The cells where the strongest steps and features meet; the others in groups.</param>
public sealed record TimeShapLevels(int PrunedSteps, Attribution Steps, Attribution Features, Attribution Cells);
