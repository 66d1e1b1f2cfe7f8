namespace PgClone.Postgres.Catalog.Constraint;

/// <summary>The types of table constraints (pg_constraint.contype).</summary>
public enum ConstraintType
{
    /// <summary>CHECK.</summary>
    Check,

    /// <summary>PRIMARY KEY.</summary>
    PrimaryKey,

    /// <summary>UNIQUE.</summary>
    Unique,

    /// <summary>EXCLUDE.</summary>
    Exclusion,

    /// <summary>FOREIGN KEY.</summary>
    ForeignKey,

    /// <summary>NOT NULL that is not validated (18 and later); a valid one belongs to its column.</summary>
    NotNull,
}
