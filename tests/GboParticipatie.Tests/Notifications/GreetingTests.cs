using GboParticipatie.Localization;
using GboParticipatie.Notifications.Services.Mail;

namespace GboParticipatie.Tests.Notifications;

public sealed class GreetingTests
{
    [Theory]
    [InlineData("Nadia El Idrissi", "nadia@moeders.example", "Dag Nadia El Idrissi")]
    [InlineData("Nadia", "nadia@moeders.example", "Dag Nadia")]
    [InlineData("nadia.elidrissi", "nadia.elidrissi@moeders.example", "Dag")]
    [InlineData("", "nadia@moeders.example", "Dag")]
    [InlineData("Nadia", null, "Dag Nadia")]
    public void People_are_greeted_by_a_name_and_never_by_the_front_of_their_address(string name, string? email, string greeting)
        => Assert.Equal(greeting, DutchTexts.Instance.Hello(name, email));
}
