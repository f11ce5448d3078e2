using Gatelight.Models;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// Start values of an LSTM's gate biases for memories that last up to T steps (Tallec and Ollivier 2018, arXiv:1804.11188): forget gate
/// <c>ln u</c> with u uniform in [1, T - 1], input gate its negative, so that each unit forgets at a pace of its own.
/// </summary>
public static class ChronoBias
{
    private const int BiasStream = 13;

    /// <summary>Overwrites the input and forget gate biases of an LSTM layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="longest">T, above 2.</param>
    /// <param name="seed">The seed of u.</param>
    /// <param name="layer">The layer's name.</param>
    public static void Set(Model<float> model, int longest, int seed, string layer = "lstm_1")
    {
        Span<float> bias = model.Parameters.All.Single(parameter => parameter.Name == $"{layer}.bias").Values;
        int hidden = bias.Length / 4;
        SeededRandom random = new(SeededRandom.Derive(seed, BiasStream));
        for (int unit = 0; unit < hidden; unit++)
        {
            float pace = (float)Math.Log(1 + (longest - 2) * random.NextUniform());
            bias[unit] = -pace;
            bias[hidden + unit] = pace;
        }

        model.Parameters.MarkChanged();
    }
}
