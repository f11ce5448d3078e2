using Gatelight.Explain;
using Gatelight.Recipes.ClassicTasks;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// Rare features and rare times: of 50 steps of 50 features a known few decide the answer, the sum of their squares. Either 5 features
/// count through the middle half of the steps, or the middle half of the features at 5 steps in a row.
/// </summary>
public sealed class RareValues : ClassicTask
{
    private const int Size = 50;
    private const int Few = 5;
    private const int Inputs = 10;
    private const int WarmUp = 100;
    private const int InputStream = 41;

    /// <inheritdoc/>
    public override string Name => "rare-values";

    /// <inheritdoc/>
    public override string Description => "Finds the few values that a known function depends on.";

    /// <inheritdoc/>
    public override string Source => "Crabbé and van der Schaar 2021, arXiv:2106.05303; Enguehard 2023, arXiv:2306.02968";

    /// <summary>The methods that are tried; each is made with the other inputs, as what ordinary inputs look like.</summary>
    public static IReadOnlyList<(string Label, Func<IReadOnlyList<double[]>, IAttributionMethod> Make)> Methods { get; } =
    [
        ("integrated gradients", _ => new IntegratedGradients()),
        ("occlusion", _ => new Occlusion()),
        ("permutation", others => new Occlusion { Filler = Filler.Draws, Background = others, Draws = 3 }),
    ];

    /// <summary>
    /// Draws one input <c>[50, 50]</c>; each feature is a series of its own, <c>xₜ = -xₜ₋₁/4 - xₜ₋₂/10 - xₜ₋₃/20 + εₜ</c> with standard normal ε.
    /// </summary>
    /// <param name="random">Where ε comes from.</param>
    public static double[] Draw(SeededRandom random)
    {
        double[] input = new double[Size * Size];
        for (int feature = 0; feature < Size; feature++)
        {
            double x1 = 0;
            double x2 = 0;
            double x3 = 0;
            for (int t = -WarmUp; t < Size; t++)
            {
                double x = -x1 / 4 - x2 / 10 - x3 / 20 + random.NextNormal();
                (x1, x2, x3) = (x, x1, x2);
                if (t >= 0)
                    input[t * Size + feature] = x;
            }
        }

        return input;
    }

    /// <summary>Draws which values count: 5 features through the middle half of the steps, or the middle half of the features at 5 steps.</summary>
    /// <param name="isRareTime">Whether the steps are few instead of the features.</param>
    /// <param name="random">Where the few come from.</param>
    public static bool[,] DrawCounting(bool isRareTime, SeededRandom random)
    {
        const int Start = Size / 4;
        const int End = 3 * Size / 4;
        int[] features = [.. Enumerable.Range(0, Size)];
        random.Shuffle<int>(features);
        int firstStep = random.NextBelow(Size - Few);
        bool[,] counts = new bool[Size, Size];
        for (int n = Start; n < End; n++)
        {
            for (int few = 0; few < Few; few++)
            {
                if (isRareTime)
                    counts[firstStep + few, n] = true;
                else
                    counts[n, features[few]] = true;
            }
        }

        return counts;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        List<TaskFigure> figures = [];
        foreach (bool isRareTime in (bool[])[false, true])
        {
            foreach ((string label, Func<IReadOnlyList<double[]>, IAttributionMethod> make) in Methods)
            {
                ThresholdAreas areas = Score(make, isRareTime, seed, cancellationToken);
                string name = $"{(isRareTime ? "rare times" : "rare features")}, {label}";
                figures.Add(new($"{name}: AUP", areas.Precision, "F3", "1.000"));
                figures.Add(new($"{name}: AUR", areas.Recall, "F3", "0.13"));
            }
        }

        return figures;
    }

    // Ten inputs, each with a choice of its own; each map is divided by its largest value.
    private static ThresholdAreas Score(Func<IReadOnlyList<double[]>, IAttributionMethod> make, bool isRareTime, int seed, CancellationToken cancellationToken)
    {
        SeededRandom random = new(SeededRandom.Derive(seed, InputStream));
        (double[] Input, bool[,] Counts)[] samples = [.. Enumerable.Range(0, Inputs).Select(_ => (Draw(random), DrawCounting(isRareTime, random)))];
        List<double> map = [];
        List<bool> truth = [];
        for (int n = 0; n < Inputs; n++)
        {
            (double[] input, bool[,] counts) = samples[n];
            IAttributionMethod method = make([.. samples.Where((_, other) => other != n).Select(sample => sample.Input)]);
            double[] contributions = [.. method.Explain(new SquaresOfAFew(counts), input, new double[input.Length], cancellationToken).Values.Cast<double>().Select(Math.Abs)];
            double largest = contributions.Max();
            map.AddRange(contributions.Select(value => value / largest));
            truth.AddRange(counts.Cast<bool>());
        }

        return ThresholdAreas.Of(map.ToArray(), truth.ToArray());
    }
}
