using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>A trained classifier, and how good it is.</summary>
/// <typeparam name="TExample">A text or a series.</typeparam>
/// <param name="Classifier">The classifier.</param>
/// <param name="Evaluation">How good it is on examples that it was not trained on, beside simple methods.</param>
/// <param name="Test">Those examples.</param>
/// <param name="Cleaning">What cleaning did to the words of the training texts; null for series, characters and a given tokenizer.</param>
public sealed record ClassifierResult<TExample>(Classifier<TExample> Classifier, ClassifierEvaluation Evaluation, LabelledExamples<TExample> Test, CleaningReport? Cleaning);
