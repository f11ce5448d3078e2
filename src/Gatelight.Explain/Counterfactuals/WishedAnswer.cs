namespace Gatelight.Explain;

/// <summary>What a counterfactual is to reach, as a margin that must rise above 0.</summary>
internal sealed class WishedAnswer
{
    private readonly int? _wished;
    private readonly int _original;
    private readonly double _value;
    private readonly double _sign;

    private WishedAnswer(IReadOnlyList<IExplainable> questions, int? wished, int original, double value, double sign)
    {
        Questions = questions;
        _wished = wished;
        _original = original;
        _value = value;
        _sign = sign;
    }

    /// <summary>The questions: one for each class, or the one that a value is wished of.</summary>
    internal IReadOnlyList<IExplainable> Questions { get; }

    /// <summary>Whether a class is wished for, not a value.</summary>
    internal bool IsOfClass => _sign == 0;

    /// <summary>The inputs asked about so far.</summary>
    internal int Asked { get; private set; }

    /// <summary>The answers for the input as it was given.</summary>
    internal double[] Before { get; private init; } = [];

    internal static WishedAnswer OfClass(IReadOnlyList<IExplainable> classes, double[] input, int? wished)
    {
        WishedAnswer asking = new(classes, wished, 0, 0, 0);
        double[] answers = asking.Answers(input)[0];
        return new WishedAnswer(classes, wished, Array.IndexOf(answers, answers.Max()), 0, 0) { Asked = asking.Asked, Before = answers };
    }

    internal static WishedAnswer OfValue(IExplainable question, double[] input, double value)
    {
        WishedAnswer asking = new([question], null, 0, value, 1);
        double answer = asking.Answers(input)[0][0];
        return new WishedAnswer([question], null, 0, value, answer < value ? 1 : -1) { Asked = asking.Asked, Before = [answer] };
    }

    /// <summary>The answers for several inputs, those of one input side by side.</summary>
    internal double[][] Answers(double[] inputs)
    {
        int count = inputs.Length / (Questions[0].Steps * Questions[0].Features);
        double[][] answers = [.. Enumerable.Range(0, count).Select(_ => new double[Questions.Count])];
        double[] column = new double[count];
        for (int question = 0; question < Questions.Count; question++)
        {
            Questions[question].Evaluate(inputs, column);
            for (int n = 0; n < count; n++)
                answers[n][question] = column[n];
        }

        Asked += count * Questions.Count;
        return answers;
    }

    /// <summary>Above 0 where the answer is as wished; a value that is reached exactly is reached.</summary>
    internal double Margin(double[] answers)
    {
        if (!IsOfClass)
            return _sign * (answers[0] - _value);
        return _wished is { } wished
            ? answers[wished] - Best(answers, except: wished)
            : Best(answers, except: _original) - answers[_original];
    }

    internal bool IsMet(double[] input) => IsMet(Margin(Answers(input)[0]));

    internal bool IsMet(double margin) => IsOfClass ? margin > 0 : margin >= 0;

    /// <summary>The gradient of the margin, with the margin itself.</summary>
    internal double Gradient(double[] input, double[] gradient)
    {
        double[] answers = Answers(input)[0];
        (int up, int down) = Leaders(answers);
        double[] one = new double[1];
        Questions[up].EvaluateGradient(input, one, gradient);
        Asked++;
        if (!IsOfClass)
        {
            for (int n = 0; n < gradient.Length; n++)
                gradient[n] *= _sign;
            return Margin(answers);
        }

        double[] other = new double[gradient.Length];
        Questions[down].EvaluateGradient(input, one, other);
        Asked++;
        for (int n = 0; n < gradient.Length; n++)
            gradient[n] -= other[n];
        return Margin(answers);
    }

    // The class that is to rise and the one that is to fall.
    private (int Up, int Down) Leaders(double[] answers)
    {
        if (!IsOfClass)
            return (0, 0);
        return _wished is { } wished ? (wished, BestAt(answers, wished)) : (BestAt(answers, _original), _original);
    }

    private static double Best(double[] answers, int except) => answers[BestAt(answers, except)];

    private static int BestAt(double[] answers, int except)
    {
        int best = except == 0 ? 1 : 0;
        for (int n = best + 1; n < answers.Length; n++)
        {
            if (n != except && answers[n] > answers[best])
                best = n;
        }

        return best;
    }
}
