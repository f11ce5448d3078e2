namespace Gatelight.Models;

/// <summary>
/// Says that two parameters of a model are one array of weights: read by both layers, trained by the gradients of both, counted and stored once. So
/// an output layer may share the table of an embedding (Press and Wolf 2017, arXiv:1608.05859; Inan, Khosravi and Socher 2017, arXiv:1611.01462).
/// </summary>
/// <param name="Parameter">The parameter without weights of its own, as in <c>output.weight</c>.</param>
/// <param name="Source">The parameter whose weights it uses, as in <c>embedding.weight</c>; of the same shape, and not tied itself.</param>
public sealed record ParameterTie(string Parameter, string Source);
