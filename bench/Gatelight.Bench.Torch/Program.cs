using System.Text.Json;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Torch;

// A line of JSON in, a line of JSON out, until the other side closes the pipe. What is timed is timed here, without the pipe.
var session = new TorchSession();
while (Console.In.ReadLine() is { } line)
{
    Console.Out.WriteLine(JsonSerializer.Serialize(session.Answer(JsonSerializer.Deserialize<PeerRequest>(line)!)));
    Console.Out.Flush();
}
