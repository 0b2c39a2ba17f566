global using GboParticipatie.Data;
global using GboParticipatie.Tests.Support;
global using Microsoft.EntityFrameworkCore;
global using Microsoft.Extensions.DependencyInjection;
global using Xunit;

[assembly: AssemblyFixture(typeof(DatabaseFixture))]
