using GboParticipatie.Modules;

[assembly: Module(
    Name = "Thema",
    Description = "Hoe de site eruitziet: opmaak, bouwstenen voor pagina's, stijlgids.",
    Category = "Basis")]
