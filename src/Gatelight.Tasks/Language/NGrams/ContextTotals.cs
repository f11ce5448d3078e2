namespace Gatelight.Tasks.Language.NGrams;

/// <summary>What followed a context: how often anything did, and how many different tokens did once, twice or more often.</summary>
internal record struct ContextTotals(long Total, int Once, int Twice, int More);
