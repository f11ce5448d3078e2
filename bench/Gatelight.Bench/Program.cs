using Gatelight.Bench;

return Verbs.Run(args);
