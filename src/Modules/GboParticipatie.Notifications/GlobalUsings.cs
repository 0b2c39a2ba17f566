global using GboParticipatie.Data;
global using GboParticipatie.Settings;
global using GboParticipatie.Time;
global using Microsoft.EntityFrameworkCore;
