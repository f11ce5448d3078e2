namespace Gatelight.Tasks.Classification;

/// <summary>The scale on which a channel is read: <c>(x - Mean) / Deviation</c>, from the training series.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Mean">Its mean over all training steps.</param>
/// <param name="Deviation">Its standard deviation, above 0; 1 for a channel that never changes.</param>
public sealed record ChannelScale(string Name, double Mean, double Deviation);
