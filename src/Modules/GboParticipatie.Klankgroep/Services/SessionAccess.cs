using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who may know of a meeting. The one place for it: calendar, pages, API, feeds.</summary>
public static class SessionAccess
{
    /// <summary>
    /// The meetings that the viewer may see: of groups whose points anyone may read, and of the viewer's own groups, once
    /// announced. The coach sees those in the making too.
    /// </summary>
    public static Expression<Func<Session, bool>> ReadableBy(Viewer viewer)
    {
        if (viewer.ReadsAll) return session => true;
        var groups = viewer.GroupIds;
        return session => session.State != SessionState.Draft
            && (session.Group!.Readers == GroupReaders.Everyone || groups.Contains(session.GroupId));
    }

    /// <summary>True when the viewer may see this meeting; its group must be loaded.</summary>
    public static bool MayRead(Viewer viewer, Session session)
        => viewer.ReadsAll
            || (session.State != SessionState.Draft && (session.Group!.Readers == GroupReaders.Everyone || viewer.GroupIds.Contains(session.GroupId)));
}
