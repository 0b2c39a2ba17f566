return await GboParticipatie.Web.CommandLine.GboCommandLine.RunAsync(args);
