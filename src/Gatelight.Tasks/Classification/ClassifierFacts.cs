using System.Collections.Immutable;

namespace Gatelight.Tasks.Classification;

/// <summary>What a classifier was trained on, and how.</summary>
/// <param name="Source">The training file.</param>
/// <param name="Training">The examples trained on.</param>
/// <param name="Validation">The examples that the best epoch and the temperature were chosen by.</param>
/// <param name="Test">The examples that quality was measured on.</param>
/// <param name="TestSource">Where these come from, in words.</param>
/// <param name="Counts">The training examples of each class.</param>
/// <param name="Epochs">The epochs trained.</param>
/// <param name="BestEpoch">The epoch whose weights the model has.</param>
/// <param name="Settings">The settings, for a person.</param>
/// <param name="Notes">What was left out, mended or cut on the way in.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Fingerprint">The SHA-256 of the training examples.</param>
/// <param name="Column">The column of the texts, or the one that tells series apart; null where there was none.</param>
/// <param name="LabelColumn">The column of the classes; null where there was none.</param>
/// <param name="TimeColumn">The column of the steps' order; null for that of the file.</param>
public sealed record ClassifierFacts(
    string Source, int Training, int Validation, int Test, string TestSource, ImmutableArray<int> Counts, int Epochs, int BestEpoch,
    ImmutableArray<string> Settings, ImmutableArray<string> Notes, int Seed, string Fingerprint, string? Column = null, string? LabelColumn = null,
    string? TimeColumn = null);
