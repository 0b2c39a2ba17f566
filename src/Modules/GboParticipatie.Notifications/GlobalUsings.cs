global using GboParticipatie.Data;
global using Microsoft.EntityFrameworkCore;
global using GboParticipatie.Settings;
global using GboParticipatie.Time;
