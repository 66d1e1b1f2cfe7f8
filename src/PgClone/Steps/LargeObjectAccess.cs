using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Who should own and use some large objects on the target.</summary>
/// <param name="Class">Who owns and uses them on the source.</param>
/// <param name="Owner">The role that should own them; null where owners are not cloned.</param>
/// <param name="Granted">What others may do, beyond a new object.</param>
/// <param name="Revoked">What a new object has and these have not.</param>
public sealed record LargeObjectAccess(string Class, string? Owner, ValueList<Privilege> Granted, ValueList<Privilege> Revoked);
