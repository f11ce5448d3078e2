namespace Gatelight.Bench;

/// <summary>One explanation beside what it is compared with. Ratio above 1: the other takes longer.</summary>
internal sealed record ExplainRow(string Explanation, string Other, int Steps, int Features, int Hidden, double Milliseconds, double OtherMilliseconds, double Ratio);
