using GboParticipatie.Modules;

[assembly: Module(
    Id = "GboParticipatie.Network",
    Name = "Netwerk",
    Description = "Gemeenten, organisaties, mensen en wie bij welke organisatie hoort; werkdagen en feestdagen.",
    Category = "GBO",
    Dependencies = ["GboParticipatie.Theme"])]
