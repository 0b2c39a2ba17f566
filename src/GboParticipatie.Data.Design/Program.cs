// Design time only: dotnet-ef finds DesignTimeContextFactory here. Nothing runs.
return 0;
