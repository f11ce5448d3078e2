using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.SequenceToSequence;

/// <summary>
/// What a sequence-to-sequence model is (Sutskever, Vinyals and Le 2014, arXiv:1409.3215): an encoder reads the source, its final states
/// begin the decoder, and the decoder writes the target step by step, each step knowing those before it.
/// </summary>
/// <remarks>
/// With attention, each step asks the encoder's outputs after the decoder's last recurrent layer, and answers from
/// <c>tanh(W·[context; h] + b)</c> (Luong, Pham and Manning 2015, without input feeding); so all steps of a known target are one pass.
/// </remarks>
public sealed record EncoderDecoder
{
    /// <summary>What the encoder reads.</summary>
    public required StepContent Source { get; init; }

    /// <summary>What the decoder writes.</summary>
    public required StepContent Target { get; init; }

    /// <summary>
    /// The recurrent layer that encoder and decoder are made of, with its hidden size and options: an LSTM, a GRU or any other. Its name
    /// and what it returns are set here.
    /// </summary>
    public RecurrentLayer Cell { get; init; } = new Lstm(64);

    /// <summary>The recurrent layers of the encoder, and of the decoder.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether the encoder reads the source in both directions, half of the hidden units in each.</summary>
    public bool IsBidirectional { get; init; }

    /// <summary>How the decoder looks back at the encoder's outputs; null for final states alone.</summary>
    public AttentionLayer? Attention { get; init; } = new MultiplicativeAttention { Score = AttentionScore.General };

    /// <summary>The dropout of what enters each recurrent layer and the output layer, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Whether the output layer shares the table of the target's embedding (<see cref="ParameterTie"/>), which must be as wide as what reaches the
    /// output layer: the decoder's outputs, or with attention the cell's.
    /// </summary>
    public bool TiesOutput { get; init; }

    /// <summary>The graph that learns: source and shifted target in, the decoder's outputs at every step out.</summary>
    /// <exception cref="LayerException">The parts do not fit; the message names the layer.</exception>
    public ModelArchitecture TrainingArchitecture() => new EncoderDecoderGraph(this).Training();

    /// <summary>The encoder alone: source in; its outputs and the states in which the decoder begins out.</summary>
    /// <exception cref="LayerException">The parts do not fit; the message names the layer.</exception>
    public ModelArchitecture EncoderArchitecture() => new EncoderDecoderGraph(this).Encoder();

    /// <summary>One step of the decoder: the step before, the encoder's outputs (with attention) and states in; outputs and new states out.</summary>
    /// <exception cref="LayerException">The parts do not fit; the message names the layer.</exception>
    public ModelArchitecture DecoderArchitecture() => new EncoderDecoderGraph(this).Decoder();

    /// <summary>Builds the model, with start weights drawn from a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <exception cref="LayerException">The parts do not fit; the message names the layer.</exception>
    public Seq2SeqModel Build(int seed = 0) => new(this, TrainingArchitecture().Build<float>(seed));
}
