using System.Numerics.Tensors;
using Gatelight.Losses;

namespace Gatelight.SequenceToSequence;

/// <summary>Decodes a batch of sources into tokens.</summary>
internal static class TokenDecoding
{
    /// <summary>Takes the likeliest token at every step.</summary>
    internal static IEnumerable<DecodedSequence> Greedy(StepDecoder decoder, SequenceBatch sources, int end, int maximumLength)
    {
        decoder.Begin(sources);
        List<int>[] tokens = [.. Enumerable.Range(0, decoder.Rows).Select(_ => new List<int>())];
        double[] logProbabilities = new double[decoder.Rows];
        bool[] isDone = new bool[decoder.Rows];
        for (int step = 0; step <= maximumLength && isDone.Contains(false); step++)
        {
            decoder.Step();
            for (int row = 0; row < decoder.Rows; row++)
            {
                if (isDone[row])
                    continue;
                ReadOnlySpan<float> logits = decoder.Output(row);
                int token = step == maximumLength ? end : TensorPrimitives.IndexOfMax(logits);
                logProbabilities[row] = logProbabilities[row] - Logits.LogSumExp(logits, [], out _) + logits[token];
                isDone[row] = token == end;
                if (isDone[row])
                    continue;
                tokens[row].Add(token);
                decoder.Input(row)[0] = token;
            }
        }

        return tokens.Select((written, row) => new DecodedSequence(written, logProbabilities[row], logProbabilities[row]));
    }

    /// <summary>Keeps the best outputs so far (Graves 2012, arXiv:1211.3711; Sutskever, Vinyals and Le 2014): a finished one keeps its place in the beam.</summary>
    internal static IEnumerable<IReadOnlyList<DecodedSequence>> BeamSearch(StepDecoder decoder, SequenceBatch sources, int end, BeamSearchOptions options)
    {
        int width = options.Width;
        decoder.Begin(sources, width);
        Beam[] beams = [.. Enumerable.Range(0, sources.Size).Select(_ => new Beam(options, end))];
        int[] parents = [.. Enumerable.Range(0, decoder.Rows)];
        while (beams.Any(beam => beam.Live > 0))
        {
            decoder.Step();
            for (int n = 0; n < beams.Length; n++)
            {
                if (beams[n].Live > 0)
                    beams[n].Extend(decoder, n * width, parents.AsSpan(n * width, width));
            }

            decoder.Reorder(parents);
            for (int n = 0; n < beams.Length; n++)
            {
                for (int beam = 0; beam < beams[n].Live; beam++)
                    decoder.Input(n * width + beam)[0] = beams[n].LastToken(beam);
            }
        }

        return beams.Select(beam => beam.Best());
    }
}
