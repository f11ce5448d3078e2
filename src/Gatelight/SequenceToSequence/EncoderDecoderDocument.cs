using System.Text.Json.Serialization;
using Gatelight.Layers;

namespace Gatelight.SequenceToSequence;

/// <summary>An <see cref="EncoderDecoder"/> as a model file holds it.</summary>
internal sealed record EncoderDecoderDocument(
    StepContent Source, StepContent Target, Layer Cell, int Layers, bool IsBidirectional, Layer? Attention, double Dropout,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool TiesOutput = false);
