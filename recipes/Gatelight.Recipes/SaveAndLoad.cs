using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Recipes;

/// <summary>A model written to a file and read back: it predicts the same bits.</summary>
public sealed class SaveAndLoad : IRecipe
{
    /// <inheritdoc/>
    public string Name => "save-and-load";

    /// <inheritdoc/>
    public string Description => "Saves a model as a .gatelight file, loads it and compares the predictions bit by bit.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gatelight-recipe-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.gatelight");
            Model<float> model = new Sequential(new Lstm(8), new Dense(2)).Build(features: 3, seed: 7);

            // <save-and-load>
            ModelBundle bundle = new()
            {
                Task = "sample",
                Members = [model],
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["seed"] = "7" },
            };
            bundle.Save(path);

            ModelBundle loaded = ModelBundle.Load(path);
            Batch<float> batch = new((float[])[.. Enumerable.Range(0, 4 * 3).Select(n => MathF.Cos(n))], size: 1, steps: 4, features: 3);
            bool isSame = model.Predict(batch).SequenceEqual(loaded.Members[0].Predict(batch));
            // </save-and-load>

            output.WriteLine($"{new FileInfo(path).Length} bytes for {model.Parameters.Count} weights");
            output.WriteLine($"seed {loaded.Metadata["seed"]}; predicts the same bits: {(isSame ? "yes" : "no")}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
