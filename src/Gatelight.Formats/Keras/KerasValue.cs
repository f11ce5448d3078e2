namespace Gatelight.Formats.Keras;

/// <summary>One value in a Keras model: which output of which call of which layer.</summary>
internal readonly record struct KerasValue(string Layer, int Call, int Output);
