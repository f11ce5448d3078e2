using Gatelight.Models;

namespace Gatelight.Tests;

/// <summary>Compares a model's backward pass with central differences in double.</summary>
internal static class GradientCheck
{
    // The error of a central difference with this step is about step² + machine epsilon / step: some 1e-10.
    private const double StepSize = 1e-5;

    /// <summary>Checks every weight and every input value against d/dx Σ wₙ·yₙ, for a fixed random w.</summary>
    internal static void Check(ModelArchitecture architecture, Batch<double>[] inputs, int seed)
    {
        Model<double> model = architecture.Build<double>(seed);
        model.Forward(inputs);
        SeededRandom random = new(99);
        double[] direction = Normals(random, model.OutputLength);
        Array.Clear(model.Parameters.Gradients);
        model.Backward(direction, GradientTarget.Both);
        if (model.Parameters.Count > 0)
            Assert.Contains(model.Parameters.Gradients, gradient => gradient != 0);

        double[] weights = model.Parameters.Values;
        for (int n = 0; n < weights.Length; n++)
        {
            int at = n;
            AssertClose(Difference(delta => With(weights, at, delta, model)), model.Parameters.Gradients[n], $"weight {n}");
        }

        for (int input = 0; input < inputs.Length; input++)
        {
            double[] gradient = new double[inputs[input].Values.Length];
            model.Forward(inputs);
            model.Backward(direction, GradientTarget.Inputs);
            model.CopyInputGradient(gradient, input);
            Assert.Contains(gradient, value => value != 0);
            double[] values = inputs[input].Values.ToArray();
            for (int n = 0; n < values.Length; n++)
            {
                int at = n;
                int which = input;
                AssertClose(Difference(delta => WithInput(values, at, delta, model, inputs, which)), gradient[n], $"input {input}, value {n}");
            }
        }

        double With(double[] parameters, int at, double delta, Model<double> target)
        {
            double before = parameters[at];
            parameters[at] += delta;
            target.Parameters.MarkChanged();
            double value = Dot(target.Predict(inputs), direction);
            parameters[at] = before;
            target.Parameters.MarkChanged();
            return value;
        }

        double WithInput(double[] values, int at, double delta, Model<double> target, Batch<double>[] batches, int which)
        {
            double[] moved = [.. values];
            moved[at] += delta;
            Batch<double>[] changed = [.. batches];
            changed[which] = new Batch<double>(moved, batches[which].Size, batches[which].Steps, batches[which].Features, batches[which].Lengths);
            return Dot(target.Predict(changed), direction);
        }
    }

    internal static double[] Normals(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    private static double Difference(Func<double, double> at) => (at(StepSize) - at(-StepSize)) / (2 * StepSize);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void AssertClose(double expected, double actual, string what)
    {
        double error = Math.Abs(expected - actual) / Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
        Assert.True(error <= Tolerances.Gradient, $"{what}: central difference {expected:R}, backward pass {actual:R}, relative error {error:E2}");
    }
}
