using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.SequenceToSequence;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>What each word of a source did to each word that was written of it.</summary>
/// <param name="Output">The text and what it became.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Values"><c>[written, read]</c>: how much each token of the source moved the probability of each token that was written, given those before it.</param>
/// <param name="Attributions">The map of each written token, <c>[read, 1]</c> each.</param>
public sealed record OutputExplanation(TranslatedText Output, string Method, double[,] Values, ImmutableArray<Attribution> Attributions)
{
    /// <summary>Explains an output word by word.</summary>
    /// <param name="model">The model that wrote it.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="method">The method.</param>
    /// <param name="baseline">What the words of the source are compared with.</param>
    /// <param name="cancellation">Checked between words.</param>
    /// <exception cref="InvalidInputException">Nothing was written.</exception>
    /// <exception cref="ExplanationException">The method cannot answer such a question.</exception>
    public static OutputExplanation Of(
        TranslationModel model, TranslatedText output, IAttributionMethod method, TokenBaseline baseline = TokenBaseline.Zero, CancellationToken cancellation = default)
    {
        int written = output.Tokens.Length;
        if (written == 0)
            throw new InvalidInputException("The model wrote nothing for this text, so there is no word to explain; give another text.");
        int read = output.SourceTokens.Length;
        double[,] values = new double[written, read];
        var maps = ImmutableArray.CreateBuilder<Attribution>(written);
        for (int word = 0; word < written; word++)
        {
            cancellation.ThrowIfCancellationRequested();
            TokenQuestion<float> question = Ask(model, output, word);
            Attribution map = question.PerToken(method.Explain(question.Vectors, question.Input, question.Baseline(baseline, Vocabulary.Unknown), cancellation));
            maps.Add(map);
            for (int from = 0; from < read; from++)
                values[word, from] = map.Values[from, 0];
        }

        return new OutputExplanation(output, method.Name, values, maps.ToImmutable());
    }

    /// <summary>The question about one written token: what the tokens of the source did to its probability, those written before it given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="word">Which written token.</param>
    public static TokenQuestion<float> Ask(TranslationModel model, TranslatedText output, int word)
    {
        if ((uint)word >= (uint)output.Tokens.Length)
            throw new InvalidInputException($"There is no written word {word + 1}; the model wrote {output.Tokens.Length}.");
        int start = ((Tokens)model.Network.Description.Target).Vocabulary;
        float[] before = [start, .. output.Tokens.Take(word).Select(token => (float)token.Id)];
        Model<float> network = model.Network.Network;
        ModelArchitecture graph = network.Architecture;
        ModelArchitecture answer = graph with
        {
            Nodes = [.. graph.Nodes, new GraphNode(new Softmax { Name = "probabilities" }, [graph.Output])],
            Output = graph.SourceOf(graph.Nodes.Count),
        };
        int[] ids = [.. model.SourceCodec.Encode(output.Source).Ids];
        return new TokenQuestion<float>(
            network.Rebuild(answer), ids, new OutputTarget(output.Tokens[word].Id) { Step = word }, link: null, input: 0, [new Batch<float>(before, 1, before.Length, 1)]);
    }
}
