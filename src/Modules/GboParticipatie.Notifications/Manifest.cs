using GboParticipatie.Modules;

[assembly: Module(
    Id = "GboParticipatie.Notifications",
    Name = "Berichten en overzichten",
    Description = "Stuurt mails, bewaart ze en maakt de overzichten voor groepen.",
    Category = "Basis",
    Dependencies = ["GboParticipatie.Theme", "GboParticipatie.Network"])]
