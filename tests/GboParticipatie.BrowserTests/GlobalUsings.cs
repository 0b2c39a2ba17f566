global using GboParticipatie.BrowserTests.Support;
global using GboParticipatie.Tests.Support;
global using Microsoft.Playwright;
global using Xunit;
