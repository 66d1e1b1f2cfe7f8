using System.Globalization;

namespace PgClone.Postgres.Cluster;

/// <summary>Chooses the account for server programs: our own, or, when we are root, postgres, nobody or the first other one.</summary>
public static class ServerAccountReader
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>The account to use.</summary>
    /// <exception cref="ClusterException">We are root and there is no other account, or no program that changes to it.</exception>
    public static ServerAccount Read() => Environment.IsPrivilegedProcess ? Other() : ServerAccount.Own;

    private static ServerAccount Other()
    {
        var (name, uid, gid) = Accounts()
            .OrderBy(account => Preference(account.Name))
            .FirstOrDefault();
        if (name is null) throw new ClusterException("PostgreSQL does not run as root, and /etc/passwd names no other account.");

        // setpriv needs no PAM session and no shell of the account, so it comes first.
        if (Executable.Find("setpriv") is { } setpriv)
            return new() { Name = name, Prefix = [setpriv, "--reuid", uid, "--regid", gid, "--clear-groups", "--"] };
        if (Executable.Find("runuser") is { } runuser)
            return new() { Name = name, Prefix = [runuser, "-u", name, "--"] };
        throw new ClusterException(
            $"PostgreSQL does not run as root, and there is neither setpriv nor runuser to run it as {name}: install util-linux.");
    }

    private static int Preference(string name) => Array.IndexOf(Preferred, name) is >= 0 and var at ? at : Preferred.Length;

    private static IEnumerable<(string Name, string Uid, string Gid)> Accounts() =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var uid) && uid > 0)
            .Select(fields => (fields[0], fields[2], fields[3]));
}
