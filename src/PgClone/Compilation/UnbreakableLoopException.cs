using PgClone.Postgres.Catalog;

namespace PgClone.Compilation;

/// <summary>Objects need each other in a way that no order and no stub can serve.</summary>
public sealed class UnbreakableLoopException(IEnumerable<ObjectIdentity> loop)
    : Exception($"these objects need each other and none can be made first: {string.Join(", ", loop.Order())}");
