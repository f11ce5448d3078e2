namespace Gatelight.Explain;

/// <summary>
/// Shapley values as a weighted regression of v(S) on who is in S (equations 184 and 185 of docs/equations.md), held to the sum
/// v(N) - v(∅). Sizes of coalitions that the budget reaches are asked about in full; of the others pairs of a coalition and its
/// complement are drawn.
/// </summary>
internal sealed class ShapleyRegression
{
    private const int PairsPerRound = Interrogation.LargestBatch / 2;
    private readonly CoalitionGame _game;
    private readonly int _players;
    private readonly double _difference;
    private readonly double[] _sizeWeights; // of all coalitions of a size together
    private readonly bool[] _isComplete;
    private readonly double[] _matrix;
    private readonly double[] _vector;
    private readonly double[] _drawnMatrix;
    private readonly double[] _drawnVector;
    private readonly List<(Coalition Coalition, double Answer, Coalition Complement, double Other)> _pairs = [];

    private ShapleyRegression(CoalitionGame game)
    {
        _game = game;
        _players = game.Count;
        _difference = game.Full - game.Empty;
        _sizeWeights = [.. Enumerable.Range(0, _players).Select(size => size == 0 ? 0 : (_players - 1.0) / ((double)size * (_players - size)))];
        _isComplete = new bool[_players];
        _matrix = new double[_players * _players];
        _vector = new double[_players];
        _drawnMatrix = new double[_matrix.Length];
        _drawnVector = new double[_players];
    }

    /// <summary>The values, drawn until each is sure or the budget is used up.</summary>
    internal static PlayerScores Solve(CoalitionGame game, int seed, double tolerance, string method)
    {
        if (game.Count == 1)
            return new PlayerScores([game.Full - game.Empty]) { Settings = "; all coalitions" };
        ShapleyRegression regression = new(game);
        if (regression.AskCompleteSizes(method))
            return new PlayerScores(regression.Values(regression.Factor())) { Settings = "; all coalitions" };
        return regression.Draw(seed, tolerance);
    }

    private bool AskCompleteSizes(string method)
    {
        double coalitions = Math.Pow(2, _players) - 2;
        long budget = _game.Asking.Left / _game.Copies;
        if (coalitions > budget)
            _game.Asking.Require(2L * _players * _game.Copies, method);
        double weightLeft = _sizeWeights.Sum();
        for (int size = 1; size <= _players - size; size++)
        {
            int sizes = size == _players - size ? 1 : 2;
            double count = sizes * Choose(_players, size);
            double weight = sizes * _sizeWeights[size];
            if (coalitions > budget && size > 1 && budget * weight / weightLeft < count)
                return false;
            Complete(size);
            if (sizes == 2)
                Complete(_players - size);
            budget = _game.Asking.Left / _game.Copies;
            coalitions -= count;
            weightLeft -= weight;
        }

        return true;
    }

    private void Complete(int size)
    {
        _isComplete[size] = true;
        double weight = _sizeWeights[size] / Choose(_players, size);
        List<Coalition> batch = [];
        int[] chosen = [.. Enumerable.Range(0, size)];
        do
        {
            batch.Add(Coalition.Of(_players, chosen));
            if (batch.Count == Interrogation.LargestBatch)
                Flush();
        }
        while (Next(chosen));
        Flush();

        void Flush()
        {
            double[] answers = _game.Answers(batch);
            for (int n = 0; n < answers.Length; n++)
                Add(batch[n], answers[n] - _game.Empty, weight, _matrix, _vector);
            batch.Clear();
        }
    }

    private PlayerScores Draw(int seed, double tolerance)
    {
        SeededRandom random = new(SeededRandom.Derive(seed, 1));
        int most = (int)Math.Min(4L * _game.Asking.Budget, int.MaxValue); // duplicates cost nothing, so the budget alone might never end it
        int check = PairsPerRound;
        while (true)
        {
            int count = Math.Min(PairsPerRound, _game.Asking.Left / (2 * _game.Copies));
            if (count > 0)
                AddPairs(random, count);
            bool isLast = count == 0 || _pairs.Count >= most;
            if (!isLast && (tolerance == 0 || _pairs.Count < check))
                continue;
            check = _pairs.Count + _pairs.Count / 2;
            CholeskyFactor factor = Factor();
            double[] values = Values(factor);
            double[] errors = _pairs.Count < 2 ? new double[_players] : Errors(factor, values);
            if (isLast || SamplingRules.IsSure(_game, errors, tolerance))
            {
                return new PlayerScores(values, errors)
                {
                    IsDrawn = true,
                    Settings = $"; {2 * _pairs.Count} coalitions drawn",
                    Warnings = _pairs.Count < 2
                        ? ["The budget left no coalitions to draw beyond those of one player and all but one, so the standard errors are unknown."]
                        : SamplingRules.Warnings(_game, errors, tolerance, _game.Asking.Budget),
                };
            }
        }
    }

    private void AddPairs(SeededRandom random, int count)
    {
        Coalition[] coalitions = new Coalition[2 * count];
        int[] order = [.. Enumerable.Range(0, _players)];
        for (int n = 0; n < count; n++)
        {
            int size = DrawSize(random);
            for (int k = 0; k < size; k++)
            {
                int other = k + random.NextBelow(_players - k);
                (order[k], order[other]) = (order[other], order[k]);
            }

            coalitions[2 * n] = Coalition.Of(_players, order.AsSpan(0, size));
            coalitions[2 * n + 1] = coalitions[2 * n].Complement();
        }

        double[] answers = _game.Answers(coalitions);
        for (int n = 0; n < count; n++)
        {
            double answer = answers[2 * n] - _game.Empty;
            double other = answers[2 * n + 1] - _game.Empty;
            _pairs.Add((coalitions[2 * n], answer, coalitions[2 * n + 1], other));
            Add(coalitions[2 * n], answer, 0.5, _drawnMatrix, _drawnVector);
            Add(coalitions[2 * n + 1], other, 0.5, _drawnMatrix, _drawnVector);
        }
    }

    private int DrawSize(SeededRandom random)
    {
        double at = random.NextUniform() * WeightToDraw;
        int size = 0;
        for (int n = 1; n < _players && at >= 0; n++)
        {
            if (_isComplete[n])
                continue;
            size = n;
            at -= _sizeWeights[n];
        }

        return size;
    }

    private double WeightToDraw => _sizeWeights.Where((_, size) => !_isComplete[size]).Sum();

    private CholeskyFactor Factor()
    {
        double[] matrix = [.. _matrix];
        double share = _pairs.Count == 0 ? 0 : WeightToDraw / _pairs.Count;
        for (int n = 0; n < matrix.Length; n++)
            matrix[n] += share * _drawnMatrix[n];
        return CholeskyFactor.Of(matrix, _players) ?? throw new InvalidOperationException("Coalitions of one player make the matrix positive definite.");
    }

    private double[] Values(CholeskyFactor factor)
    {
        double share = _pairs.Count == 0 ? 0 : WeightToDraw / _pairs.Count;
        double[] values = [.. _vector.Select((value, n) => value + share * _drawnVector[n])];
        SolveToSum(factor, Ones(factor), values, _difference);
        return values;
    }

    // The error that drawing leaves: that of the mean score of a pair, taken through the regression.
    private double[] Errors(CholeskyFactor factor, double[] values)
    {
        SampledScores scores = new(_players);
        double[] ones = Ones(factor);
        double[] score = new double[_players];
        foreach ((Coalition coalition, double answer, Coalition complement, double other) in _pairs)
        {
            double residual = (answer - Sum(coalition, values)) / 2;
            double otherResidual = (other - Sum(complement, values)) / 2;
            for (int n = 0; n < _players; n++)
                score[n] = coalition[n] ? residual : otherResidual;
            SolveToSum(factor, ones, score, 0);
            scores.Add(score);
        }

        double weight = WeightToDraw;
        return [.. scores.Errors.Select(error => weight * error)];
    }

    private double[] Ones(CholeskyFactor factor)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, _players)];
        factor.Solve(ones);
        return ones;
    }

    // x = A⁻¹b + λA⁻¹1 with Σx given.
    private static void SolveToSum(CholeskyFactor factor, double[] ones, double[] vector, double sum)
    {
        factor.Solve(vector);
        double shift = (sum - vector.Sum()) / ones.Sum();
        for (int n = 0; n < vector.Length; n++)
            vector[n] += shift * ones[n];
    }

    private static void Add(Coalition coalition, double answer, double weight, double[] matrix, double[] vector)
    {
        int players = vector.Length;
        Span<int> present = players <= 512 ? stackalloc int[players] : new int[players];
        int count = 0;
        for (int n = 0; n < players; n++)
        {
            if (coalition[n])
                present[count++] = n;
        }

        for (int row = 0; row < count; row++)
        {
            vector[present[row]] += weight * answer;
            Span<double> to = matrix.AsSpan(present[row] * players, players);
            for (int column = 0; column <= row; column++)
                to[present[column]] += weight;
        }
    }

    private static double Sum(Coalition coalition, double[] values)
    {
        double sum = 0;
        for (int n = 0; n < values.Length; n++)
            sum += coalition[n] ? values[n] : 0;
        return sum;
    }

    private static double Choose(int all, int some)
    {
        double count = 1;
        for (int n = 1; n <= some; n++)
            count = count * (all - some + n) / n;
        return Math.Round(count);
    }

    // The next combination in lexicographic order.
    private bool Next(int[] chosen)
    {
        int last = chosen.Length - 1;
        while (last >= 0 && chosen[last] == _players - chosen.Length + last)
            last--;
        if (last < 0)
            return false;
        chosen[last]++;
        for (int n = last + 1; n < chosen.Length; n++)
            chosen[n] = chosen[n - 1] + 1;
        return true;
    }
}
