using System.Collections.Frozen;

namespace PgClone.Diagnostics;

/// <summary>
/// Every code a diagnostic can have. 01xx YAML and schema, 02xx plan meaning, 03xx variables, 04xx connections, 05xx safety,
/// 10xx selection, 11xx filters, 12xx masks, 13xx conflicts, 14xx resolution, 20xx execution. A code is never given a second meaning.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>The file cannot be read.</summary>
    public const string FileNotReadable = "PGC0101";

    /// <summary>The file holds no UTF-8 text.</summary>
    public const string NotText = "PGC0102";

    /// <summary>Nothing is in the file.</summary>
    public const string EmptyPlan = "PGC0103";

    /// <summary>The text is not YAML.</summary>
    public const string YamlSyntax = "PGC0104";

    /// <summary>A value became a YAML tag.</summary>
    public const string YamlTag = "PGC0105";

    /// <summary>A value became a YAML alias or anchor.</summary>
    public const string YamlAlias = "PGC0106";

    /// <summary>More than one document.</summary>
    public const string SeveralDocuments = "PGC0107";

    /// <summary>Nested too deeply.</summary>
    public const string TooDeep = "PGC0108";

    /// <summary>A key stands twice.</summary>
    public const string DuplicateKey = "PGC0109";

    /// <summary>A key that the plan does not know.</summary>
    public const string UnknownKey = "PGC0110";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "PGC0111";

    /// <summary>A required key is missing.</summary>
    public const string MissingKey = "PGC0112";

    /// <summary>A word outside the allowed ones.</summary>
    public const string NotAllowed = "PGC0113";

    /// <summary>A value too small, too large, too short or too long.</summary>
    public const string OutOfBounds = "PGC0114";

    /// <summary>A number that fits no 64-bit integer.</summary>
    public const string NumberTooBig = "PGC0115";

    /// <summary>A key that is not text.</summary>
    public const string KeyNotText = "PGC0116";

    /// <summary>A feature that is not built yet.</summary>
    public const string NotSupportedYet = "PGC0201";

    /// <summary>A source or target that the plan does not define.</summary>
    public const string UnknownName = "PGC0202";

    /// <summary>A clone does not say which of several sources or targets.</summary>
    public const string NameNeeded = "PGC0203";

    /// <summary>Two clones have one name.</summary>
    public const string DuplicateName = "PGC0204";

    /// <summary>A selector that cannot be read.</summary>
    public const string BadSelector = "PGC0205";

    /// <summary>A name with characters a name cannot have.</summary>
    public const string BadName = "PGC0206";

    /// <summary>An environment that the plan does not define.</summary>
    public const string UnknownEnvironment = "PGC0207";

    /// <summary>An unquoted null where a word is meant.</summary>
    public const string AmbiguousNull = "PGC0208";

    /// <summary>Two settings that exclude each other, or a choice left open.</summary>
    public const string Contradiction = "PGC0209";

    /// <summary>A variable that the plan does not define.</summary>
    public const string UnknownVariable = "PGC0301";

    /// <summary>A variable without a value.</summary>
    public const string VariableNotSet = "PGC0302";

    /// <summary>A value that does not fit its variable.</summary>
    public const string BadVariableValue = "PGC0303";

    /// <summary>A secret where it could be seen.</summary>
    public const string SecretMisused = "PGC0304";

    /// <summary>Something else than a variable's name in double braces.</summary>
    public const string BadTemplate = "PGC0305";

    /// <summary>A variable within quotes or a comment of an SQL text.</summary>
    public const string QuotedPlaceholder = "PGC0306";

    /// <summary>A variable defined in a way that cannot work.</summary>
    public const string BadVariableDefinition = "PGC0307";

    /// <summary>A password written in the plan.</summary>
    public const string PasswordInPlan = "PGC0401";

    /// <summary>A connection that cannot be read.</summary>
    public const string BadConnection = "PGC0402";

    /// <summary>A connection that cannot be resolved.</summary>
    public const string ConnectionUnusable = "PGC0403";

    /// <summary>The target is the source.</summary>
    public const string TargetIsSource = "PGC0501";

    /// <summary>A selector that matches nothing.</summary>
    public const string SelectorMatchesNothing = "PGC1001";

    /// <summary>A kind of object that does not exist.</summary>
    public const string UnknownKind = "PGC1002";

    /// <summary>A needed object that is not selected.</summary>
    public const string NeededNotSelected = "PGC1003";

    /// <summary>Objects that cannot be cloned yet.</summary>
    public const string UnsupportedObjects = "PGC1004";

    /// <summary>Objects that the target's version refuses.</summary>
    public const string RefusedByVersion = "PGC1005";

    /// <summary>A column that the table does not have.</summary>
    public const string UnknownColumn = "PGC1101";

    /// <summary>A filter or data rule that matches no table.</summary>
    public const string FilterMatchesNothing = "PGC1102";

    /// <summary>A filter that is no boolean expression.</summary>
    public const string BadFilter = "PGC1103";

    /// <summary>Columns left out of a part of a family of tables.</summary>
    public const string ColumnsOfFamily = "PGC1104";

    /// <summary>A mask that does not exist.</summary>
    public const string UnknownMask = "PGC1201";

    /// <summary>A parameter that the mask does not take.</summary>
    public const string UnknownMaskParameter = "PGC1202";

    /// <summary>A mask that does not fit its column.</summary>
    public const string MaskDoesNotFit = "PGC1203";

    /// <summary>A mask rule that masks nothing.</summary>
    public const string MaskMatchesNothing = "PGC1204";

    /// <summary>A mask that needs masks.key.</summary>
    public const string MaskNeedsKey = "PGC1205";

    /// <summary>A foreign object in the way.</summary>
    public const string Conflict = "PGC1301";

    /// <summary>A dependent outside the clone.</summary>
    public const string DependentNotInPlan = "PGC1401";

    /// <summary>A foreign key to rows that are left out.</summary>
    public const string BrokenForeignKey = "PGC1404";

    /// <summary>A source newer than its target.</summary>
    public const string NewerThanTarget = "PGC1405";

    /// <summary>A name that another object has.</summary>
    public const string NameTaken = "PGC1406";

    /// <summary>An object that only a superuser can make.</summary>
    public const string NeedsSuperuser = "PGC1407";

    /// <summary>Rows that stay and forbid a change.</summary>
    public const string RowsInTheWay = "PGC1409";

    /// <summary>Two clones of a plan would fill one table of one target.</summary>
    public const string TableOfTwoClones = "PGC1410";

    /// <summary>A server that refuses.</summary>
    public const string ServerFailure = "PGC1402";

    /// <summary>Roles that the target lacks.</summary>
    public const string MissingRoles = "PGC1403";

    /// <summary>Tablespaces that the target lacks.</summary>
    public const string MissingTablespaces = "PGC1408";

    /// <summary>Every code with a sentence that explains it.</summary>
    public static FrozenDictionary<string, string> Explanations { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FileNotReadable] = "The clone plan is missing, is a directory, or may not be read.",
        [NotText] = "A clone plan is UTF-8 text without NUL characters; this file holds other bytes.",
        [EmptyPlan] = "The clone plan has no content; the least one has version, name, sources, targets and clones.",
        [YamlSyntax] = "The text cannot be read as YAML or JSON at the place shown.",
        [YamlTag] = "An unquoted text that starts with '!' is a YAML tag and would be lost; put it in quotes.",
        [YamlAlias] = "An unquoted text that starts with '*' or '&' is a YAML alias or anchor; put it in quotes.",
        [SeveralDocuments] = "A clone plan is one YAML document; '---' starts another.",
        [TooDeep] = "Lists and mappings are nested more deeply than any clone plan needs.",
        [DuplicateKey] = "A key stands twice in one mapping, so one of the values would be lost.",
        [UnknownKey] = "The key is not part of a clone plan at this place; keys of your own start with 'x-'.",
        [WrongType] = "The value has another type than the key takes.",
        [MissingKey] = "The mapping lacks a key it cannot do without.",
        [NotAllowed] = "The key takes one of a few words, and this is none of them.",
        [OutOfBounds] = "The value is smaller, larger, shorter or longer than the key takes.",
        [NumberTooBig] = "The number does not fit in 64 bits; put it in quotes if it is text.",
        [KeyNotText] = "A key is text; a list or mapping cannot be one. An unquoted '{{ name }}' is read as a mapping: put it in quotes.",
        [NotSupportedYet] = "The key is part of the clone plan format, and this version of pgclone cannot do it yet.",
        [UnknownName] = "A clone names a source or target that the plan does not define.",
        [NameNeeded] = "A clone may leave out its source or target only when the plan defines exactly one.",
        [DuplicateName] = "Two clones have the same name, so '--clone' could not tell them apart.",
        [BadSelector] = "A selector is an optional '!', an optional 'kind:' and a glob over qualified names.",
        [BadName] = "A name has letters, digits, '_', '-' and '.', and starts with a letter or digit.",
        [UnknownEnvironment] = "'--env' names an environment that the plan does not define.",
        [AmbiguousNull] = "An unquoted null is YAML's 'no value'; the mask that writes NULL is called \"null\", in quotes.",
        [Contradiction] = "Two settings exclude each other, or a choice that must be made is not made.",
        [UnknownVariable] = "A text or '--var' uses a variable that the plan does not define under 'variables'.",
        [VariableNotSet] = "The variable has no default, and neither '--var' nor its environment variable gives it a value.",
        [BadVariableValue] = "The value is not of the variable's type, or is outside its min and max.",
        [SecretMisused] = "A secret may be used as 'masks.key' only, and comes from an environment variable only.",
        [BadTemplate] = "Double braces hold the name of a variable and nothing else.",
        [QuotedPlaceholder] = "In SQL a variable becomes a complete quoted literal; inside quotes or a comment it could end them.",
        [BadVariableDefinition] = "The definition of the variable contradicts itself.",
        [PasswordInPlan] = "Clone plans are kept in git; a password comes from the environment, a file, a command or .pgpass.",
        [BadConnection] = "The connection is not one of env, file, service, command or a libpq connection string.",
        [ConnectionUnusable] = "The connection of a source or target leads to no connection parameters.",
        [TargetIsSource] = "Source and target are one database, proven by a lock of one session that the other sees.",
        [SelectorMatchesNothing] = "A selector matches no object of the source; unless it is optional that is taken for a typing mistake.",
        [UnknownKind] = "The word before the colon of a selector is no kind of object.",
        [NeededNotSelected] = "A selected object needs another that is not selected, so it could not be made on the target.",
        [UnsupportedObjects] = "The selection holds objects of kinds that this version cannot clone; 'unsupported: skip' leaves them out and says so.",
        [RefusedByVersion] = "The target's version of PostgreSQL refuses what the source's accepted: the object cannot be there as it is.",
        [UnknownColumn] = "A filter names a column that its table does not have.",
        [FilterMatchesNothing] = "A filter or data rule matches no selected table, so what it should keep out would come along.",
        [BadFilter] = "A filter's 'where' is one boolean SQL expression over its table, closed in itself.",
        [ColumnsOfFamily] = "A partition, and a child, has the columns of the tables above it: a filter leaves a column out of all of them or of none.",
        [UnknownMask] = "There is no mask of that name.",
        [UnknownMaskParameter] = "The mask takes no parameter of that name.",
        [MaskDoesNotFit] = "The mask cannot be used on the column: its type, length, NOT NULL, uniqueness, foreign keys or partitioning forbid it.",
        [MaskMatchesNothing] = "The rule masks no column of the clone; a column that was meant would arrive in clear.",
        [MaskNeedsKey] = "The mask is drawn from a secret key, and the plan has none.",
        [Conflict] = "The target has an object of that name which PgClone did not make, and which is not as the clone wants it.",
        [DependentNotInPlan] = "An object of the target that is not part of the clone needs one that must be dropped.",
        [MissingRoles] = "Objects of the clone belong to roles, or grant something to roles, that the target does not have.",
        [MissingTablespaces] = "Objects of the clone are in tablespaces that the target does not have.",
        [BrokenForeignKey] = "A filter or data rule leaves out rows to which rows of the clone refer, so the foreign key could not be made.",
        [NewerThanTarget] = "The object uses what the older server of the target does not have.",
        [NameTaken] = "An object must be made whose name, or whose place as the only one of its kind, another object of the target has, and keeps.",
        [NeedsSuperuser] = "PostgreSQL lets nobody but a superuser make the object, or give it to that owner, and the role on the target is none.",
        [RowsInTheWay] = "A table of the target should get what its rows do not allow, and the plan does not replace them.",
        [TableOfTwoClones] = "Two clones of a plan would fill one table of one target: each would take the rows of the other away.",
        [ServerFailure] = "A server cannot be reached, or refuses what planning needs.",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
