namespace PgClone.TestKit;

/// <summary>A role that may log in and nothing more; disposing drops it with what it owns and was granted in the database.</summary>
public sealed class TestRole : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private TestRole(TestDatabase database, string name)
    {
        _database = database;
        Name = name;
    }

    /// <summary>Its name; needs no quotes in SQL.</summary>
    public string Name { get; }

    /// <summary>Makes the role on the server of a database.</summary>
    public static async Task<TestRole> CreateAsync(TestDatabase database)
    {
        var role = new TestRole(database, $"r_{Guid.NewGuid():N}"[..18]);
        await database.ExecuteAsync($"CREATE ROLE {role.Name} LOGIN", CancellationToken.None);
        return role;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _database.ExecuteAsync($"DROP OWNED BY {Name}; DROP ROLE {Name}", CancellationToken.None);
}
