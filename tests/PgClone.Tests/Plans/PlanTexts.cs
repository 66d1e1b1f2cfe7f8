using PgClone.Plans;

namespace PgClone.Tests.Plans;

/// <summary>Plans that tests start from.</summary>
internal static class PlanTexts
{
    /// <summary>A plan that uses everything that is supported.</summary>
    public const string Complete = """
        # yaml-language-server: $schema=../../schemas/clone-plan.schema.json
        version: 1
        name: staging-refresh
        description: Nightly masked subset of production.
        x-owner: the data team
        variables:
          days:     { type: integer, default: 90, min: 1, max: 365 }
          city:     { default: Berlin }
          mask_key: { type: secret, env: PGCLONE_MASK_KEY }
        sources:
          prod:
            connection: { env: PROD_URL }
        targets:
          staging:
            connection: postgresql://app@staging.example/app
            create: true
          dev:
            connection: { command: [ vault, read, dev ] }
        clones:
          - name: app
            target: staging
            objects:
              - "app.*"
              - "!app.tmp_*"
              - { match: "function:reporting.*", optional: true }
            include: { triggers: false, privileges: false }
            dependencies: include
            data: { "app.log_*": none }
            filters:
              app.events:    { where: "created_at > now() - make_interval(days => {{ days }}) AND city = {{ city }}" }
              app.orders:    { columns: { exclude: [ internal_note, debug ] } }
              app.customers: { columns: { include: [ id, email ] }, where: "id > 0" }
            masks:
              key: "{{ mask_key }}"
              rules:
                app.customers.email: email
                app.customers.ssn: "null"
                app.employees.salary: { type: random_int, min: 40000, max: 200000, ratio: 0.5, exact: true, label: "about {{ days }}" }
            conflicts:
              default: error
              rules: { "app.local_*": skip }
            unsupported: skip
            prune: true
            refresh: when-changed
        environments:
          dev:
            description: For one laptop.
            variables: { days: { default: 7 } }
            clones:
              - { name: small, target: dev, data: none }
        """;

    public static PlanInputs Inputs(params (string Name, string Value)[] environment) => new()
    {
        EnvironmentVariable = name => environment.FirstOrDefault(e => e.Name == name).Value,
    };
}
