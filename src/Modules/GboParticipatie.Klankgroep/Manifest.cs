using GboParticipatie.Modules;

[assembly: Module(
    Id = "GboParticipatie.Klankgroep",
    Name = "Klankgroep",
    Description = "Groepen, bijeenkomsten, punten en wat ermee gebeurt: van inbreng tot antwoord.",
    Category = "GBO",
    Dependencies = ["GboParticipatie.Theme", "GboParticipatie.Network", "GboParticipatie.Notifications", "GboParticipatie.Workflows"])]
