using Gatelight.Models;

namespace Gatelight.Conformance.Tests.Papers;

/// <summary>The weights of a model of one layer by name, and the sums that every equation is made of.</summary>
internal sealed class PaperWeights(Model<double> model)
{
    private readonly Dictionary<string, Parameter<double>> _parameters = model.Parameters.All.ToDictionary(parameter => parameter.Name.Split('.')[^1], StringComparer.Ordinal);

    internal double this[string name, int at] => _parameters[name].Values[at];

    /// <summary>Row <paramref name="row"/> of a matrix times a vector.</summary>
    internal double Times(string name, int row, double[] vector)
    {
        double sum = 0;
        for (int n = 0; n < vector.Length; n++)
            sum += _parameters[name].Values[row * vector.Length + n] * vector[n];
        return sum;
    }

    internal static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
