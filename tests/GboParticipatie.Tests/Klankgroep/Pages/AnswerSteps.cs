namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What who answers does, in the same way in many tests.</summary>
public static class AnswerSteps
{
    /// <summary>Fills in the form of a question, looks the answer over and sends it.</summary>
    public static async Task<Browser> SendAnswerAsync(this Browser browser, params (string Name, string Value)[] fields)
    {
        await browser.PressAsync("Kijk het antwoord na", fields);
        return await browser.PressAsync("Verstuur");
    }
}
