namespace Gatelight.Schedules;

/// <summary>How the learning rate changes during training.</summary>
public abstract record Schedule
{
    /// <summary>The factor on the learning rate.</summary>
    /// <param name="progress">How much of the training is done, from 0 to 1.</param>
    /// <param name="epoch">The epoch, from 0, with its fraction.</param>
    public abstract double Factor(double progress, double epoch);
}
