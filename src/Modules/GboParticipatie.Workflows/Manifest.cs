using GboParticipatie.Modules;

[assembly: Module(
    Id = "GboParticipatie.Workflows",
    Name = "Wie krijgt wat wanneer",
    Description = "Wat er volgt op wat er gebeurt: bevestigen, vragen, herinneren, doorsturen. De regio beslist, niet de code.",
    Category = "GBO",
    Dependencies = ["GboParticipatie.Theme", "GboParticipatie.Network"])]
