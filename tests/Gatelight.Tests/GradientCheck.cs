using Gatelight.Models;

namespace Gatelight.Tests;

/// <summary>Compares a model's backward pass with central differences in double.</summary>
internal static class GradientCheck
{
    // The error of a central difference with this step is about step² + machine epsilon / step: some 1e-10.
    private const double StepSize = 1e-5;

    /// <summary>Checks every weight and every input value, in inference or in training mode, against d/dx Σ wₙ·yₙ over all outputs, for a fixed random w.</summary>
    /// <param name="architecture">The model.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="seed">Its start weights.</param>
    /// <param name="isTraining">Whether the passes are training passes.</param>
    /// <param name="inputsHaveGradient">Whether a move of the inputs means anything; otherwise their gradient must be 0.</param>
    internal static void Check(ModelArchitecture architecture, Batch<double>[] inputs, int seed, bool isTraining = false, bool inputsHaveGradient = true, int[]? withoutGradient = null)
    {
        Model<double> model = architecture.Build<double>(seed);
        Forward(model, inputs, isTraining);
        SeededRandom random = new(99);
        double[][] directions = [.. model.OutputShapes.Select((_, output) => Normals(random, model.OutputLengthOf(output)))];
        Array.Clear(model.Parameters.Gradients);
        model.BackwardAll(directions, GradientTarget.Both);
        if (model.Parameters.Count > 0)
            Assert.Contains(model.Parameters.Gradients, gradient => gradient != 0);

        double[] weights = model.Parameters.Values;
        foreach (Parameter<double> parameter in model.Parameters.All)
        {
            for (int n = parameter.Offset; n < parameter.Offset + parameter.Length; n++)
            {
                int at = n;
                if (parameter.IsFrozen)
                    Assert.Equal(0, model.Parameters.Gradients[n]);
                else
                    AssertClose(delta => With(weights, at, delta, model), model.Parameters.Gradients[n], $"weight {n}");
            }
        }

        for (int input = 0; input < inputs.Length; input++)
        {
            double[] gradient = new double[inputs[input].Values.Length];
            Forward(model, inputs, isTraining);
            model.BackwardAll(directions, GradientTarget.Inputs);
            model.CopyInputGradient(gradient, input);
            if (!inputsHaveGradient || withoutGradient?.Contains(input) == true)
            {
                Assert.All(gradient, value => Assert.Equal(0, value));
                continue;
            }

            Assert.Contains(gradient, value => value != 0);
            double[] values = inputs[input].Values.ToArray();
            for (int n = 0; n < values.Length; n++)
            {
                int at = n;
                int which = input;
                AssertClose(delta => WithInput(values, at, delta, model, inputs, which), gradient[n], $"input {input}, value {n}");
            }
        }

        double With(double[] parameters, int at, double delta, Model<double> target)
        {
            double before = parameters[at];
            parameters[at] += delta;
            target.Parameters.MarkChanged();
            double value = Answer(target, inputs, directions, isTraining);
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
            return Answer(target, changed, directions, isTraining);
        }
    }

    internal static double[] Normals(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    // A training pass draws its masks; each pass must draw the same.
    private static void Forward(Model<double> model, Batch<double>[] inputs, bool isTraining)
    {
        model.DropoutRandom.State = 5;
        model.Forward(inputs, isTraining);
    }

    // Σ wₙ·yₙ over all outputs.
    private static double Answer(Model<double> model, Batch<double>[] inputs, double[][] directions, bool isTraining)
    {
        Forward(model, inputs, isTraining);
        double sum = 0;
        for (int output = 0; output < directions.Length; output++)
        {
            double[] values = new double[directions[output].Length];
            model.CopyOutput(values, output);
            sum += values.Zip(directions[output], (x, y) => x * y).Sum();
        }

        return sum;
    }

    private static void AssertClose(Func<double, double> at, double actual, string what)
    {
        double expected = Difference(at, StepSize);
        // Where the function bends sharply (layer normalisation of a nearly constant row) step² is not small: take the error out (Richardson 1911).
        if (RelativeError(expected, actual) > Tolerances.Gradient)
            expected = (4 * Difference(at, StepSize / 2) - expected) / 3;
        double error = RelativeError(expected, actual);
        Assert.True(error <= Tolerances.Gradient, $"{what}: central difference {expected:R}, backward pass {actual:R}, relative error {error:E2}");
    }

    private static double Difference(Func<double, double> at, double step) => (at(step) - at(-step)) / (2 * step);

    private static double RelativeError(double expected, double actual) =>
        Math.Abs(expected - actual) / Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
}
