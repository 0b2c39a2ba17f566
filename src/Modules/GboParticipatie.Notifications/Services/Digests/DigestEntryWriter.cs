using System.Globalization;
using System.Text;
using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Writes entries by the hundred. A record that is there already moves to the section that comes first.</summary>
internal sealed class DigestEntryWriter(GboDbContext db)
{
    private const int RowsAtOnce = 100;
    private const int LongestGist = 300;
    private const int LongestTheme = 100;
    private static readonly string[] Columns =
        ["DigestId", "SubjectType", "SubjectId", "Section", "SectionOrder", "Precedence", "LateOrder", "Theme", "At", "DueOn", "Gist", "IsNews", "Number"];

    /// <summary>Adds the items to the digest, in the current transaction.</summary>
    public async Task WriteAsync(DigestClaim claim, IEnumerable<DigestItem> items, bool isQueued, CancellationToken cancel)
    {
        var rows = items.Select(i => Entry(claim, i, isQueued)).GroupBy(e => (e.SubjectType, e.SubjectId)).Select(Strongest);
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var values = new List<object?>(chunk.Length * Columns.Length);
            foreach (var e in chunk)
                values.AddRange([e.DigestId, e.SubjectType, e.SubjectId, e.Section.ToString(), e.SectionOrder, e.Precedence, e.LateOrder, e.Theme, e.At, e.DueOn, e.Gist, e.IsNews, 0]);
            await db.Database.ExecuteSqlRawAsync(Upsert(chunk.Length), values!, cancel);
        }
    }

    private static string Upsert(int rows)
    {
        var sql = new StringBuilder("INSERT INTO \"DigestEntries\" (").AppendJoin(", ", Columns.Select(c => $"\"{c}\"")).Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * Columns.Length;
            sql.Append(row == 0 ? "(" : ", (")
                .AppendJoin(", ", Enumerable.Range(first, Columns.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"))).Append(')');
        }

        var moved = Columns.Where(c => c is not ("DigestId" or "SubjectType" or "SubjectId" or "IsNews" or "Number"));
        return sql.Append(" ON CONFLICT (\"DigestId\", \"SubjectType\", \"SubjectId\") DO UPDATE SET ")
            .AppendJoin(", ", moved.Select(c => $"\"{c}\" = CASE WHEN excluded.\"Precedence\" < \"DigestEntries\".\"Precedence\" THEN excluded.\"{c}\" ELSE \"DigestEntries\".\"{c}\" END"))
            .Append(", \"IsNews\" = (\"DigestEntries\".\"IsNews\" OR excluded.\"IsNews\")").ToString();
    }

    /// <summary>Place of a section in a digest, from 1.</summary>
    public static int OrderOf(DigestSection section) => (int)section + 1;

    private static DigestEntry Strongest(IEnumerable<DigestEntry> same)
    {
        var all = same.OrderBy(e => e.Precedence).ToList();
        all[0].IsNews = all.Exists(e => e.IsNews);
        return all[0];
    }

    private static DigestEntry Entry(DigestClaim claim, DigestItem item, bool isQueued)
    {
        var isLate = item.DueOn < BrusselsTime.DayOf(claim.Until) && item.Section is DigestSection.ToAnswer or DigestSection.ActionFollowUp;
        return new DigestEntry
        {
            DigestId = claim.DigestId,
            SubjectType = item.SubjectType,
            SubjectId = item.SubjectId,
            Section = item.Section,
            SectionOrder = OrderOf(item.Section),
            Precedence = Precedence(item.Section),
            LateOrder = isLate ? 0 : 1,
            Theme = Cut(item.Theme, LongestTheme),
            At = item.At,
            DueOn = item.DueOn,
            Gist = Cut(OneLine(item.Gist), LongestGist),
            IsNews = isQueued || IsNewsByItself(claim, item, isLate),
        };
    }

    // What always stands in a digest is a reason to send one only when it came, or became late, in this period.
    private static bool IsNewsByItself(DigestClaim claim, DigestItem item, bool isLate)
        => item.Section is not DigestSection.Calendar
           && (item.At > claim.Since || (isLate && item.DueOn >= BrusselsTime.DayOf(claim.Since)));

    private static int Precedence(DigestSection section) => section switch
    {
        DigestSection.ToAnswer => 0,
        DigestSection.Answered => 1,
        DigestSection.Discussed => 2,
        DigestSection.New => 3,
        DigestSection.ActionFollowUp => 4,
        DigestSection.Evaluation => 5,
        _ => 6,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
