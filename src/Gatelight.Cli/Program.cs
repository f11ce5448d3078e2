using Gatelight.Cli;
using Gatelight.Cli.Output;

using var interruption = new Interruption();
return CommandLine.Run(args, Terminal.OfConsole(), interruption.Token);
