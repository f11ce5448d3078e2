using System.Numerics.Tensors;
using Gatelight.Data;
using Gatelight.Tasks.Language.Networks;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>Writes a text token by token. Padding and the unknown token are never written.</summary>
internal sealed class LanguageGenerator
{
    // A word of characters or pieces that never ends must not run for ever.
    private const int MostTokensOfAWord = 40;

    private readonly LanguageModel _model;
    private readonly LanguageStepper _stepper;
    private readonly GenerationOptions _options;
    private readonly SeededRandom _random;
    private readonly int[][] _stops;
    private readonly HashSet<int> _avoided = [Vocabulary.Padding, Vocabulary.Unknown];
    private readonly int _mostTokens;

    internal LanguageGenerator(LanguageModel model, LanguageStepper stepper, GenerationOptions options)
    {
        options.Check();
        _model = model;
        _stepper = stepper;
        _options = options;
        _random = new SeededRandom(SeededRandom.Derive(options.Seed, 0));
        _stops = [.. options.Stop.Select(word => Known(word, "stop word"))];
        foreach (string word in options.Avoid)
        {
            int[] ids = Known(word, "word to avoid");
            if (ids.Length != 1)
                throw new InvalidInputException($"The word to avoid '{OneLine.Of(word)}' is {ids.Length} tokens of this model; only a single token can be avoided.");
            _avoided.Add(ids[0]);
        }

        if (_avoided.Count >= model.Codec.Count)
            throw new InvalidInputException("Every token of the model is to be avoided; leave some.");
        _mostTokens = checked(options.Words * MostTokensOfAWord);
    }

    internal GeneratedText Write(EncodedText prompt, CancellationToken cancellation)
    {
        _stepper.Begin(1);
        foreach (int id in prompt.Ids)
            _stepper.Read([id]);
        List<(int Id, double Probability)> written = _options.Beams > 1 ? Search(cancellation) : Draw(cancellation);
        return new GeneratedText(
            prompt.Original, _model.Codec.Decode([.. written.Select(token => token.Id)]),
            [.. written.Select(token => new NextWord(_model.Written(token.Id), token.Probability))],
            [.. prompt.Tokens.Where(token => token.Id == Vocabulary.Unknown).Select(token => token.Spelled(prompt.Original)).Distinct(StringComparer.Ordinal)]);
    }

    private List<(int Id, double Probability)> Draw(CancellationToken cancellation)
    {
        List<(int Id, double Probability)> written = [];
        while (written.Count < _mostTokens)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] logits = _stepper.Logits(0).ToArray();
            double[] plain = Probabilities.Of(logits);
            foreach (int id in _avoided)
                logits[id] = float.NegativeInfinity;
            int next = _options.Temperature == 0 ? TensorPrimitives.IndexOfMax(logits) : Sample(Probabilities.Of(logits, _options.Temperature));
            written.Add((next, plain[next]));
            if (WordsOf(written.Select(token => token.Id)) > _options.Words)
            {
                written.RemoveAt(written.Count - 1);
                break;
            }

            if (EndsAtAStop([.. written.Select(token => token.Id)]))
                break;
            _stepper.Read([next]);
        }

        return written;
    }

    // The likeliest tokens first, as many as top-k and the nucleus let in; then one of them by its probability.
    private int Sample(double[] probabilities)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(id => probabilities[id]).Take(_options.TopK ?? probabilities.Length)];
        double total = order.Sum(id => probabilities[id]);
        double nucleus = (_options.TopP ?? 1) * total;
        double kept = 0;
        int count = 0;
        while (count < order.Length && (count == 0 || kept < nucleus))
            kept += probabilities[order[count++]];
        double left = _random.NextUniform() * kept;
        for (int n = 0; n < count; n++)
        {
            left -= probabilities[order[n]];
            if (left < 0)
                return order[n];
        }

        return order[0];
    }

    // Finished texts compete by the mean ln p of their tokens, so that short ones have no advantage.
    private List<(int Id, double Probability)> Search(CancellationToken cancellation)
    {
        List<(List<(int Id, double Probability)> Written, double Score)> finished = [];
        List<(List<(int Id, double Probability)> Written, double LogProbability)> live = [([], 0)];
        for (int length = 0; length < _mostTokens && live.Count > 0 && finished.Count < _options.Beams; length++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<(int Row, int Id, double Probability, double LogProbability)> candidates = [];
            for (int row = 0; row < live.Count; row++)
            {
                double[] probabilities = Probabilities.Of(_stepper.Logits(row));
                foreach (int id in Enumerable.Range(0, probabilities.Length).Where(id => !_avoided.Contains(id)).OrderByDescending(id => probabilities[id]).Take(_options.Beams))
                    candidates.Add((row, id, probabilities[id], live[row].LogProbability + Math.Log(probabilities[id])));
            }

            List<(List<(int Id, double Probability)> Written, double LogProbability)> next = [];
            List<int> parents = [];
            foreach ((int row, int id, double probability, double logProbability) in candidates.OrderByDescending(candidate => candidate.LogProbability).Take(_options.Beams))
            {
                List<(int Id, double Probability)> before = live[row].Written, written = [.. before, (id, probability)];
                if (WordsOf(written.Select(token => token.Id)) > _options.Words)
                    finished.Add((before, live[row].LogProbability / Math.Max(1, before.Count)));
                else if (EndsAtAStop([.. written.Select(token => token.Id)]))
                    finished.Add((written, logProbability / written.Count));
                else
                {
                    next.Add((written, logProbability));
                    parents.Add(row);
                }
            }

            live = next;
            if (live.Count == 0)
                break;
            _stepper.Branch([.. parents]);
            _stepper.Read([.. live.Select(beam => beam.Written[^1].Id)]);
        }

        return finished.Count > 0 ? finished.MaxBy(text => text.Score).Written : live[0].Written;
    }

    private int WordsOf(IEnumerable<int> ids)
    {
        int words = 0;
        bool isInside = false;
        bool isWordByWord = _model.Codec.Unit == TextUnit.Word;
        string text = isWordByWord ? string.Join(' ', ids.Select(id => _model.Codec.Pieces[id])) : _model.Codec.Decode([.. ids]);
        foreach (char character in text)
        {
            bool isLetter = char.IsLetterOrDigit(character);
            if (isLetter && !isInside)
                words++;
            isInside = isLetter || (isInside && !char.IsWhiteSpace(character));
        }

        return words;
    }

    private bool EndsAtAStop(ReadOnlySpan<int> ids)
    {
        foreach (int[] stop in _stops)
        {
            if (ids.EndsWith(stop))
                return true;
        }

        return false;
    }

    private int[] Known(string word, string what)
    {
        EncodedText encoded = _model.Codec.Encode(word);
        if (encoded.Tokens.IsEmpty || encoded.UnknownCount > 0)
            throw new InvalidInputException($"The {what} '{OneLine.Of(word)}' is not in the model's vocabulary, so it can never be written; leave it out.");
        return [.. encoded.Ids];
    }
}
