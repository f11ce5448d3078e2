namespace Gatelight.SequenceToSequence;

/// <summary>
/// Mixes what the decoder reads in training: at each step after the first, with a probability the true step before, otherwise what the
/// decoder itself answers there after the mixture so far (Bengio et al. 2015). No gradient goes through the choice.
/// </summary>
internal sealed class ScheduledSampler(EncoderDecoder description, StepDecoder decoder, OwnAnswer answer, ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>The state of the random stream.</summary>
    internal ulong State
    {
        get => _random.State;
        set => _random.State = value;
    }

    /// <summary>Overwrites part of what the decoder reads; the first step stays the start.</summary>
    internal void Mix(SequenceBatch source, SequenceBatch input, double probability)
    {
        if (probability >= 1)
            return;
        decoder.Begin(source);
        for (int step = 1; step < input.Steps; step++)
        {
            decoder.Step();
            for (int row = 0; row < input.Size; row++)
            {
                if (step >= input.Lengths[row])
                    continue;
                Span<float> read = input.Step(row, step);
                if (_random.NextUniform() >= probability)
                    description.Target.WriteAnswer(decoder.Output(row), answer == OwnAnswer.Drawn ? _random : null, read);
                read.CopyTo(decoder.Input(row));
            }
        }
    }
}
