using Gatelight.Models;

namespace Gatelight.Explain.Tests;

public class ModelQuestionTests
{
    public static TheoryData<int, OutputLink?> Questions => new()
    {
        { 1, null },
        { 1, new AffineLink(250, -40) },
        { 1, new ExponentialLink(1.5, 0.4) },
        { 3, null },
        { 3, new AffineLink(250, -40) },
        { 3, new ExponentialLink(1.5, 0.4) },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_gradient_is_that_of_central_differences(int members, OutputLink? link)
    {
        // The error of a central difference with this step is about step² + machine epsilon / step: some 1e-10.
        const double StepSize = 1e-5;
        ModelQuestion<double> question = Of(members, link);
        double[] answer = new double[1];
        double[] gradient = new double[SampleModels.Input.Length];
        question.EvaluateGradient(SampleModels.Input, answer, gradient);
        Assert.Equal(Value(question, SampleModels.Input), answer[0], Tolerances.Exact * Math.Max(1, Math.Abs(answer[0])));
        for (int n = 0; n < gradient.Length; n++)
        {
            double difference = (Value(question, Moved(n, StepSize)) - Value(question, Moved(n, -StepSize))) / (2 * StepSize);
            Assert.Equal(difference, gradient[n], Tolerances.Gradient * Math.Max(1, Math.Abs(difference)));
            Assert.NotEqual(0, gradient[n]);
        }
    }

    [Fact]
    public void The_answer_is_the_link_of_the_mean_output()
    {
        ExponentialLink link = new(1.5, 0.4);
        double mean = Enumerable.Range(1, 3).Average(seed =>
            SampleModels.Lstm<double>(seed).Predict(new Batch<double>(SampleModels.Input, 1, SampleModels.Steps, SampleModels.Features))[1]);
        Assert.Equal(Math.Exp(1.5 + 0.4 * mean), Value(Of(3, link), SampleModels.Input), Tolerances.Exact);
    }

    [Fact]
    public void More_inputs_than_a_batch_holds_answer_as_one_at_a_time()
    {
        const int Count = 300;
        ModelQuestion<double> question = Of(2, new AffineLink(1, 2));
        double[] inputs = SampleModels.Normals(40, Count * SampleModels.Input.Length);
        double[] answers = new double[Count];
        double[] gradients = new double[inputs.Length];
        question.EvaluateGradient(inputs, answers, gradients);
        double[] alone = new double[SampleModels.Input.Length];
        foreach (int at in new[] { 0, 255, 256, 299 })
        {
            double[] one = inputs[(at * alone.Length)..((at + 1) * alone.Length)];
            double[] answer = new double[1];
            question.EvaluateGradient(one, answer, alone);
            Assert.Equal(answer[0], answers[at], Tolerances.Exact);
            for (int n = 0; n < alone.Length; n++)
                Assert.Equal(alone[n], gradients[at * alone.Length + n], Tolerances.Exact);
        }
    }

    [Fact]
    public void What_was_in_the_callers_buffers_is_overwritten()
    {
        ModelQuestion<double> question = Of(2, null);
        double[] clean = new double[SampleModels.Input.Length];
        double[] used = [.. Enumerable.Repeat(9.0, clean.Length)];
        question.EvaluateGradient(SampleModels.Input, new double[1], clean);
        question.EvaluateGradient(SampleModels.Input, [9], used);
        Assert.Equal(clean, used);
    }

    [Fact]
    public void A_question_that_makes_no_sense_is_refused_in_one_line()
    {
        Model<double> model = SampleModels.Lstm<double>();
        Refused([model], 7, 2, "outputs 0 to 1; output 2 does not exist");
        Refused([model], 7, -1, "output -1 does not exist");
        Refused([model], 0, 0, "[B, T, 3] cannot have 0 step(s)");
        Refused([], 7, 0, "no model");
        Refused([model, SampleModels.Lstm<double>(outputs: 3)], 7, 0, "must read and answer the same shapes");
        Refused([model], 7, new OutputTarget(0) { Step = 2 }, "answers with [B, 2], which has no step 2");
        Refused([model], 7, new OutputTarget(0) { Against = 2 }, "output 2 does not exist");
        Refused([model], 7, new OutputTarget(0) { Output = 1 }, "outputs 0 to 0; output 1 does not exist");
    }

    [Fact]
    public void Buffers_of_the_wrong_length_are_the_programmers_error()
    {
        ModelQuestion<double> question = Of(1, null);
        Assert.Throws<ArgumentException>(() => question.Evaluate(new double[20], new double[1]));
        Assert.Throws<ArgumentException>(() => question.EvaluateGradient(new double[21], new double[1], new double[20]));
    }

    [Theory]
    [InlineData(-1.5)]
    [InlineData(0)]
    [InlineData(2)]
    public void The_slope_of_a_link_is_its_derivative(double output)
    {
        OutputLink[] links = [OutputLink.Identity, new AffineLink(3, -2), new ExponentialLink(0.5, 0.7)];
        Assert.All(links, link =>
            Assert.Equal((link.Value(output + 1e-6) - link.Value(output - 1e-6)) / 2e-6, link.Slope(output), Tolerances.Gradient));
        Assert.Equal(output, OutputLink.Identity.Value(output));
    }

    private static void Refused(Model<double>[] members, int steps, OutputTarget output, string expected)
    {
        string message = Assert.Throws<ExplanationException>(() => new ModelQuestion<double>(members, steps, output)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private static ModelQuestion<double> Of(int members, OutputLink? link) =>
        new([.. Enumerable.Range(1, members).Select(seed => SampleModels.Lstm<double>(seed))], SampleModels.Steps, 1, link);

    private static double[] Moved(int at, double delta)
    {
        double[] input = SampleModels.Input;
        input[at] += delta;
        return input;
    }

    private static double Value(ModelQuestion<double> question, double[] input)
    {
        double[] answer = new double[1];
        question.Evaluate(input, answer);
        return answer[0];
    }
}
