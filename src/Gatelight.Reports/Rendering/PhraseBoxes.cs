using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>The box of each phrase: as wide as its words, from its own level up to the foot of the phrase that it is part of.</summary>
internal static class PhraseBoxes
{
    public static IEnumerable<Box> Of(PhraseNode root) => Of(root, root.Level + 1);

    private static IEnumerable<Box> Of(PhraseNode node, int ceiling)
    {
        int level = node.Level;
        yield return new Box(node, level, ceiling);
        foreach (Box box in node.Children.SelectMany(child => Of(child, level))) yield return box;
    }

    /// <summary>A phrase between two levels.</summary>
    public readonly record struct Box(PhraseNode Node, int Floor, int Ceiling);
}
