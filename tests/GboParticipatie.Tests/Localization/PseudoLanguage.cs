using System.Text;
using GboParticipatie.Localization;
using GboParticipatie.Web.Localization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Tests.Localization;

/// <summary>An invented language: the Dutch texts between ⟦ and ⟧, under the code of a real one.</summary>
internal static class PseudoLanguage
{
    public const string Code = "fr";
    public const char Opens = '⟦';

    /// <summary>Writes its catalogue in the folder of a region.</summary>
    public static void Write(string appData)
    {
        var po = new StringBuilder();
        foreach (var text in Sources.All.SelectMany(s => PortableObject.Read(new StringReader(File.ReadAllText(s.Catalogue())))).Where(t => t.Key.Length > 0).DistinctBy(t => t.Key))
        {
            po.Append("msgid ").Append(PortableObject.Quote(text.Key)).Append('\n');
            if (text.Plural is not null) po.Append("msgid_plural ").Append(PortableObject.Quote(text.Plural)).Append('\n');
            for (var i = 0; i < text.Forms.Count; i++)
                po.Append(text.Plural is null ? "msgstr " : $"msgstr[{i}] ").Append(PortableObject.Quote($"⟦{text.Forms[i]}⟧")).Append('\n');
            po.Append('\n');
        }

        var folder = Path.Combine(appData, "Localization");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{Code}.po"), po.ToString());
    }
}

/// <summary>The invented language for services alone: in another language than Dutch each text stands between ⟦ and ⟧, whatever it is.</summary>
internal sealed class PseudoTexts : DutchTexts
{
    public override LocalizedString Find(string name) => ReadersLanguage.IsOther ? new(name, $"⟦{name}⟧", resourceNotFound: false) : base.Find(name);

    public override LocalizedString Find(PluralizationArgument plural)
        => ReadersLanguage.IsOther ? new(plural.Singular, $"⟦{(plural.Count == 1 ? plural.Singular : plural.Plural)}⟧", resourceNotFound: false) : base.Find(plural);
}
