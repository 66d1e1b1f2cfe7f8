namespace PgClone.Resolution;

/// <summary>How far the transaction numbers of rows are believed, where the ledger knows what the rows were.</summary>
public enum RowTrust
{
    /// <summary>Not at all: every row is compared by its values.</summary>
    Nothing,

    /// <summary>Where no row is newer, none changed. Rows that are newer may have the same values still, so these are compared.</summary>
    Unchanged,

    /// <summary>Also that rows which are not newer did not change, so that the newer ones alone are moved.</summary>
    Changes,
}
