"""Makes pytorch.json: small PyTorch models as torch.save writes their weights, with what PyTorch computes for an input.

    python3 generate.py > pytorch.json
"""
import base64, io, json, sys
import torch
from torch import nn

torch.manual_seed(5)
cases = []


def add(name, modules, forward, x, layers=None, wrap=None):
    holder = nn.ModuleDict(modules)
    with torch.no_grad():
        for p in holder.parameters():
            p.copy_(torch.randint(-64, 65, p.shape) / 96.0)
        for key, b in holder.named_buffers():
            if "running" in key:
                b.copy_(torch.rand(b.shape) + 0.5)
    holder.eval()
    with torch.no_grad():
        y = forward(holder, x)
    state = holder.state_dict()
    buffer = io.BytesIO()
    torch.save(wrap(state) if wrap else state, buffer)
    cases.append({
        "name": name, "layers": layers, "checkpoint": base64.b64encode(buffer.getvalue()).decode(),
        "arrays": [{"name": k, "shape": list(v.shape), "values": v.flatten().tolist()} for k, v in state.items() if v.is_floating_point()],
        "input": {"shape": list(x.shape), "values": [float(v) for v in x.flatten().tolist()]},
        "output": {"shape": list(y.shape), "values": y.flatten().tolist()},
    })


def last(h):  # the last states of both directions, of the last layer
    return torch.cat([h[-2], h[-1]], dim=1)


series = torch.randn(2, 5, 3)
tokens = torch.randint(0, 7, (3, 6))
add("lstm", {"rnn": nn.LSTM(3, 4, batch_first=True), "fc": nn.Linear(4, 2)}, lambda m, x: m["fc"](m["rnn"](x)[0][:, -1]), series)
add("lstm stacked, both directions", {"rnn": nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True), "fc": nn.Linear(8, 2)}, lambda m, x: m["fc"](last(m["rnn"](x)[1][0])), series)
add("lstm projected", {"rnn": nn.LSTM(3, 5, proj_size=2, batch_first=True), "out": nn.Linear(2, 1)}, lambda m, x: m["out"](m["rnn"](x)[1][0][0]), series)
add("lstm without bias", {"rnn": nn.LSTM(3, 4, bias=False, batch_first=True)}, lambda m, x: m["rnn"](x)[1][0][0], series)
add("gru", {"gru": nn.GRU(3, 4, num_layers=2, batch_first=True), "head": nn.Linear(4, 3)}, lambda m, x: m["head"](m["gru"](x)[1][-1]), series)
add("rnn", {"r": nn.RNN(3, 4, batch_first=True), "head": nn.Linear(4, 3)}, lambda m, x: m["head"](m["r"](x)[1][-1]), series)
add("embedding", {"embedding": nn.Embedding(7, 3), "lstm": nn.LSTM(3, 4, batch_first=True), "fc": nn.Linear(4, 2)}, lambda m, x: m["fc"](m["lstm"](m["embedding"](x))[1][0][-1]), tokens,
    wrap=lambda s: {"epoch": 3, "state_dict": s, "loss": 0.25, "args": ["a", None, True]})
add("language model", {"encoder": nn.Embedding(7, 3), "rnn": nn.LSTM(3, 4, num_layers=2, batch_first=True), "decoder": nn.Linear(4, 7)}, lambda m, x: m["decoder"](m["rnn"](m["encoder"](x))[0]), tokens)
add("norm", {"rnn": nn.GRU(3, 4, batch_first=True), "norm": nn.LayerNorm(4), "fc": nn.Linear(4, 2)}, lambda m, x: m["fc"](m["norm"](m["rnn"](x)[1][-1])), series)
add("described", {"conv": nn.Conv1d(3, 4, 3), "bn": nn.BatchNorm1d(4), "rnn": nn.RNN(4, 3, nonlinearity="relu", batch_first=True), "fc1": nn.Linear(3, 4), "fc2": nn.Linear(4, 2)},
    lambda m, x: torch.softmax(m["fc2"](torch.tanh(m["fc1"](m["rnn"](m["bn"](torch.relu(m["conv"](x.transpose(1, 2)))).transpose(1, 2))[1][-1]))), dim=1), series,
    layers=[{"kind": "conv1d", "name": "conv", "activation": "relu"}, {"kind": "batch_norm", "name": "bn"}, {"kind": "rnn", "name": "rnn", "nonlinearity": "relu"},
            {"kind": "linear", "name": "fc1", "activation": "tanh"}, {"kind": "dropout", "rate": 0.5}, {"kind": "linear", "name": "fc2", "activation": "softmax"}])
json.dump({"by": f"PyTorch {torch.__version__}", "cases": cases}, sys.stdout)
