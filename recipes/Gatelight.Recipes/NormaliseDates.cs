using Gatelight.Layers;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Recipes;

/// <summary>Dates as people write them, turned letter by letter into dates that sort: "3 May 1968" into "1968-05-03".</summary>
public sealed class NormaliseDates : IRecipe
{
    private const string SourceLetters = " ,./0123456789ADFJMNOSTWabcdeghilmnoprstuvy";
    private const string TargetLetters = "-0123456789";
    private const string Shades = " .:-=+*#%@";

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <inheritdoc/>
    public string Name => "normalise-dates";

    /// <inheritdoc/>
    public string Description => "Trains an encoder and a decoder with attention to rewrite dates, and shows where the decoder looks.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        (string[] sources, string[] targets) = Dates(count: 4000, seed: 1);
        (string[] freshSources, string[] freshTargets) = Dates(count: 500, seed: 2);
        SequencePairs pairs = SequencePairs.OfTokens(Encode(sources, SourceLetters), Encode(targets, TargetLetters));
        SequenceSet questions = SequenceSet.OfTokens(Encode(freshSources, SourceLetters));

        // <train>
        EncoderDecoder description = new()
        {
            Source = new Tokens(SourceLetters.Length) { EmbeddingWidth = 16 },
            Target = new Tokens(TargetLetters.Length) { EmbeddingWidth = 8 },
            Cell = new Lstm(64),
            IsBidirectional = true,
            Attention = new AdditiveAttention(32),
        };
        Seq2SeqModel model = description.Build(seed: 1);
        model.Threads = Environment.ProcessorCount;
        TrainingHistory history = model.Fit(
            pairs,
            new Seq2SeqTraining
            {
                Options = new TrainingOptions { Epochs = 8, BatchSize = 32, Optimizer = new Adam(0.006), Schedule = new CosineSchedule(Warmup: 0.1), Seed = 1 },
            },
            cancellation: cancellationToken);
        // </train>
        output.WriteLine($"{model.Network.Parameters.Count} weights; loss of the last epoch {history.Epochs[^1].Loss:F4} a letter");

        // <decode>
        IReadOnlyList<IReadOnlyList<DecodedSequence>> answers = model.BeamSearch(questions, new BeamSearchOptions { Width = 3, MaximumLength = 12 });
        string[] written = [.. answers.Select(best => Decode(best[0].Tokens, TargetLetters))];
        // </decode>
        string[] nearest = [.. freshSources.Select(source => targets[Nearest(source, sources)])];
        output.WriteLine($"right to the letter, of {freshSources.Length} fresh dates: {Share(written, freshTargets):P1}");
        output.WriteLine($"the answer of the most alike known date instead: {Share(nearest, freshTargets):P1}");

        // <align>
        int example = Array.FindIndex(freshSources, source => source.Contains("September", StringComparison.Ordinal));
        SequencePairs shown = SequencePairs.OfTokens(Encode([freshSources[example]], SourceLetters), Encode([written[example]], TargetLetters));
        Alignment alignment = model.Align(shown)[0];
        // </align>
        output.WriteLine($"\nWhere the decoder looked (p = {Math.Exp(answers[example][0].LogProbability):F3}):\n");
        output.WriteLine($"  {freshSources[example]}");
        for (int letter = 0; letter < written[example].Length; letter++)
        {
            IEnumerable<char> row = Enumerable.Range(0, freshSources[example].Length).Select(step => Shades[(int)Math.Min(9, alignment.Weights[letter, step] * 10)]);
            output.WriteLine($"{written[example][letter]} {string.Concat(row)}");
        }
    }

    private static (string[] Sources, string[] Targets) Dates(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        string[] sources = new string[count];
        string[] targets = new string[count];
        for (int n = 0; n < count; n++)
        {
            DateOnly date = new DateOnly(1900, 1, 1).AddDays(random.NextBelow(73_000));
            string month = Months[date.Month - 1];
            sources[n] = random.NextBelow(6) switch
            {
                0 => $"{date.Day} {month} {date.Year}",
                1 => $"{month} {date.Day}, {date.Year}",
                2 => $"{date.Day} {month[..3]} {date.Year}",
                3 => $"{date.DayOfWeek}, {date.Day}. {month} {date.Year}",
                4 => $"{date.Day:00}/{date.Month:00}/{date.Year}",
                _ => $"{date.Day}.{date.Month}.{date.Year}",
            };
            targets[n] = $"{date.Year:0000}-{date.Month:00}-{date.Day:00}";
        }

        return (sources, targets);
    }

    private static int[][] Encode(string[] texts, string letters) => [.. texts.Select(text => text.Select(letter => letters.IndexOf(letter)).ToArray())];

    private static string Decode(IReadOnlyList<int> tokens, string letters) => string.Concat(tokens.Select(token => letters[token]));

    private static double Share(string[] answers, string[] truth) => answers.Zip(truth).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);

    private static int Nearest(string text, string[] known)
    {
        int best = 0;
        int least = int.MaxValue;
        for (int n = 0; n < known.Length; n++)
        {
            int distance = EditDistance(text, known[n]);
            if (distance < least)
                (best, least) = (n, distance);
        }

        return best;
    }

    private static int EditDistance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (int n = 0; n <= b.Length; n++)
            row[n] = n;
        for (int m = 0; m < a.Length; m++)
        {
            int diagonal = row[0];
            row[0] = m + 1;
            for (int n = 0; n < b.Length; n++)
            {
                int changed = diagonal + (a[m] == b[n] ? 0 : 1);
                diagonal = row[n + 1];
                row[n + 1] = Math.Min(changed, 1 + Math.Min(row[n], row[n + 1]));
            }
        }

        return row[b.Length];
    }
}
