using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who may know of a meeting, and read what was said there. The one place for it: calendar, pages, timelines, search, API, feeds.</summary>
public static class SessionAccess
{
    /// <summary>
    /// The meetings that the viewer may see: of groups whose points anyone may read, and of the viewer's own groups, once
    /// announced. The coach sees those in the making too, and those that were called off before they were announced.
    /// </summary>
    public static Expression<Func<Session, bool>> ReadableBy(Viewer viewer)
    {
        if (viewer.ReadsAll) return session => true;
        var groups = viewer.GroupIds;
        return session => session.State != SessionState.Draft && (session.State != SessionState.Cancelled || session.AnnouncedAt != null)
            && (session.Group!.Readers == GroupReaders.Everyone || groups.Contains(session.GroupId));
    }

    /// <summary>True when the viewer may see this meeting of this group.</summary>
    public static bool MayRead(Viewer viewer, Session session, Group group)
        => viewer.ReadsAll
            || (session.IsPublic && (group.Readers == GroupReaders.Everyone || viewer.GroupIds.Contains(session.GroupId)));

    /// <summary>
    /// The meetings whose report the viewer may read: members, once it is published. Who reads all reads it while it is being
    /// written.
    /// </summary>
    public static Expression<Func<Session, bool>> ReportToldTo(Viewer viewer)
    {
        if (viewer.ReadsAll) return session => true;
        var groups = viewer.GroupIds;
        return session => session.State == SessionState.Reported && groups.Contains(session.GroupId);
    }

    /// <summary>True when what was said at this meeting is told to the viewer, a member of its group or who brought the point.</summary>
    public static bool IsReportToldTo(Viewer viewer, Session session) => viewer.ReadsAll || session.State == SessionState.Reported;
}
