using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Explain.Tests;

/// <summary>What every attribution method has to keep to; each method's test class inherits it.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
public abstract class AttributionMethodConformance<TMethod>
    where TMethod : IAttributionMethod, new()
{
    private static readonly TMethod Method = new();

    /// <summary>The model asked about; a method that needs another kind overrides it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    protected virtual Model<T> SampleModel<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => SampleModels.Lstm<T>();

    [Fact]
    public void The_same_question_has_the_same_bits()
    {
        Attribution first = Ask(new ModelQuestion<float>([SampleModel<float>()], SampleModels.Steps, 1));
        Attribution second = Ask(new ModelQuestion<float>([SampleModel<float>()], SampleModels.Steps, 1));
        Assert.Equal(SampleModels.Bits(first.Values), SampleModels.Bits(second.Values));
        Assert.Contains(first.Values.Cast<double>(), value => value != 0);
        Assert.Equal(first.CompletenessGap, second.CompletenessGap);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        long[] Bits(int threads)
        {
            Model<float> model = SampleModel<float>();
            model.Threads = threads;
            return SampleModels.Bits(Ask(new ModelQuestion<float>([model], SampleModels.Steps, 0)).Values);
        }

        Assert.Equal(Bits(1), Bits(5));
    }

    [Fact]
    public void A_question_asked_twice_answers_the_same_bits()
    {
        ModelQuestion<double> question = Exact();
        Assert.Equal(SampleModels.Bits(Ask(question).Values), SampleModels.Bits(Ask(question).Values));
    }

    [Fact]
    public void The_answer_names_its_method_and_the_prediction()
    {
        ModelQuestion<double> question = Exact();
        double[] prediction = new double[1];
        question.Evaluate(SampleModels.Input, prediction);
        Attribution answer = Ask(question);
        Assert.Equal(Method.Name, answer.Method);
        Assert.Equal(prediction[0], answer.Prediction, Tolerances.Exact);
        Assert.Equal(SampleModels.Steps, answer.Values.GetLength(0));
        Assert.True(answer.Passes > 0);
        Assert.All([Method.Name, Method.Title, Method.Meaning], text => Assert.False(string.IsNullOrWhiteSpace(text) || text.Contains('\n', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_method_that_promises_to_add_up_adds_up()
    {
        Attribution answer = Ask(Exact());
        Assert.False(answer.IsGapTooLarge);
        if (answer.IsAdditive)
            Assert.Equal(answer.Prediction - answer.BaselinePrediction, answer.Sum, 1e-3 * Math.Abs(answer.Prediction - answer.BaselinePrediction));
    }

    [Fact]
    public void Success_failure_and_cancellation_leave_the_model_as_it_was()
    {
        Model<float> model = SampleModel<float>();
        Batch<float> batch = new(SampleModels.Input.Select(value => (float)value).ToArray(), 1, SampleModels.Steps, SampleModels.Features);
        float[] weights = [.. model.Parameters.Values];
        int version = model.Parameters.Version;
        float[] prediction = model.Predict(batch);
        ModelQuestion<float> question = new([model], SampleModels.Steps, 0);
        double[] broken = SampleModels.Input;
        broken[4] = double.NaN;

        Ask(question);
        Assert.Throws<ExplanationException>(() => Method.Explain(question, broken, SampleModels.Baseline, TestContext.Current.CancellationToken));
        Assert.ThrowsAny<OperationCanceledException>(() => Method.Explain(question, SampleModels.Input, SampleModels.Baseline, new CancellationToken(canceled: true)));

        float[] kept = new float[prediction.Length];
        model.CopyOutput(kept);
        Assert.Equal(prediction, kept); // the buffers of the last pass are the caller's
        Assert.Equal(weights, model.Parameters.Values);
        Assert.Equal(version, model.Parameters.Version);
        Assert.All(model.Parameters.Gradients, gradient => Assert.Equal(0, gradient));
        Assert.Equal(prediction, model.Predict(batch));
    }

    [Fact]
    public void Weights_changed_after_the_question_was_put_do_not_change_the_answer()
    {
        Model<double> model = SampleModel<double>();
        ModelQuestion<double> question = new([model], SampleModels.Steps, 0);
        long[] before = SampleModels.Bits(Ask(question).Values);
        Array.Clear(model.Parameters.Values);
        model.Parameters.MarkChanged();
        Assert.Equal(before, SampleModels.Bits(Ask(question).Values));
    }

    [Fact]
    public void An_input_that_does_not_fit_is_refused_in_one_line()
    {
        ModelQuestion<double> question = Exact();
        double[] infinite = SampleModels.Input;
        infinite[5] = double.PositiveInfinity;
        CheckRefusal(question, [1, 2, 3], "3 values; the model reads [7, 3], that is 21");
        CheckRefusal(question, infinite, "Infinity at step 1, feature 2");
    }

    private static void CheckRefusal(ModelQuestion<double> question, double[] input, string expected)
    {
        string message = Assert.Throws<ExplanationException>(() => Method.Explain(question, input, SampleModels.Baseline, TestContext.Current.CancellationToken)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private ModelQuestion<double> Exact() => new([SampleModel<double>()], SampleModels.Steps, 0);

    private static Attribution Ask(IExplainable question) =>
        Method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
