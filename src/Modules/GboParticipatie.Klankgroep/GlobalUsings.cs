global using GboParticipatie.Data;
global using Microsoft.EntityFrameworkCore;
