using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using Xunit;

namespace PgClone.Tests.Plans;

public sealed class ClonePlanReading
{
    private static PlanReading Read(string text, PlanInputs? inputs = null) => ClonePlanReader.Read("plan.pgclone.yaml", text, inputs ?? PlanTexts.Inputs());

    private static ClonePlan ReadGood(string text, PlanInputs? inputs = null)
    {
        var reading = Read(text, inputs);
        Assert.Equal("", reading.Render());
        return reading.Plan!;
    }

    [Fact]
    public void Sources_and_targets_are_read_with_their_connections()
    {
        var plan = ReadGood(PlanTexts.Complete);

        Assert.Equal("staging-refresh", plan.Name);
        Assert.Equal(new EnvironmentConnection("PROD_URL"), plan.Sources[0].Connection);
        Assert.Equal(new SourceLocation("plan.pgclone.yaml", 11, 3, 4), plan.Sources[0].Location);
        Assert.Equal(new TextConnection("postgresql://app@staging.example/app"), plan.Targets[0].Connection);
        Assert.True(plan.Targets[0].Create);
        Assert.Equal(new CommandConnection(["vault", "read", "dev"]), plan.Targets[1].Connection);
    }

    [Fact]
    public void A_clone_is_read_with_all_its_settings()
    {
        var clone = ReadGood(PlanTexts.Complete).Clones.Single();

        Assert.Equal(("app", "prod", "staging"), (clone.Name, clone.Source, clone.Target));
        Assert.Equal(["app.*", "!app.tmp_*", "function:reporting.*"], clone.Objects.Select(s => s.Text));
        Assert.Equal((true, null, "app.tmp_*"), (clone.Objects[1].Negated, clone.Objects[1].Kind, clone.Objects[1].Pattern.Pattern));
        Assert.Equal((true, "function", "reporting.*"), (clone.Objects[2].Optional, clone.Objects[2].Kind, clone.Objects[2].Pattern.Pattern));
        Assert.Equal(new IncludeSwitches { Triggers = false, Privileges = false }, clone.Include);
        Assert.Equal([("*", true), ("app.log_*", false)], clone.Data.Select(d => (d.Pattern.Pattern, d.Copy)));
        Assert.True(clone.IncludeDependencies && clone.Prune);
        Assert.Equal(UnsupportedAction.Skip, clone.Unsupported);
        Assert.Equal(ConflictRule.Error, clone.Conflicts.Default);
        Assert.Equal(("app.local_*", ConflictRule.Skip), (clone.Conflicts.Overrides[0].Pattern.Pattern, clone.Conflicts.Overrides[0].Rule));
    }

    [Fact]
    public void A_variable_in_a_filter_becomes_a_quoted_literal()
    {
        var inputs = PlanTexts.Inputs() with { Overrides = [new("city", "L'Aquila"), new("days", "30")] };

        var filters = ReadGood(PlanTexts.Complete, inputs).Clones[0].Filters;

        Assert.Equal("created_at > now() - make_interval(days => '30') AND city = 'L''Aquila'", filters[0].Where);
        Assert.Equal(["internal_note", "debug"], filters[1].ExcludedColumns);
        Assert.Equal([46, 61], filters[1].ColumnLocations.Select(l => l.Column));
        Assert.Equal(["id", "email"], filters[2].IncludedColumns);
        Assert.Equal(31, filters[0].WhereLocation!.Value.Column);
    }

    [Fact]
    public void Mask_parameters_keep_their_types()
    {
        var rules = ReadGood(PlanTexts.Complete).Clones[0].Masks!.Rules;
        var parameters = rules[2].Parameters;

        Assert.Equal(["email", "null", "random_int"], rules.Select(r => r.Type));
        Assert.Equal((40000, 0.5, true), (parameters.WholeNumber("min"), parameters.Number("ratio"), parameters.Boolean("exact")));
        Assert.Equal("about 90", parameters.Text("label"));
        Assert.Null(parameters.WholeNumber("label"));
        Assert.Equal(MaskParameters.None, rules[0].Parameters);
    }

    [Fact]
    public void The_key_of_masks_is_a_secret_that_never_prints()
    {
        var inputs = PlanTexts.Inputs(("PGCLONE_MASK_KEY", "hunter2")) with { ResolveSecrets = true };

        var plan = ReadGood(PlanTexts.Complete, inputs);

        var masks = plan.Clones[0].Masks!;
        Assert.Equal("hunter2", masks.Key!.Reveal());
        Assert.Equal(new KeyReference { Variable = "mask_key", EnvironmentVariable = "PGCLONE_MASK_KEY" }, masks.KeyReference);
        Assert.DoesNotContain("hunter2", plan.ToString() + masks + masks.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", System.Text.Json.JsonSerializer.Serialize(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_missed_only_when_it_is_needed()
    {
        Assert.Empty(Read(PlanTexts.Complete).Diagnostics);

        var missing = Read(PlanTexts.Complete, PlanTexts.Inputs() with { ResolveSecrets = true }).Diagnostics.Single();

        Assert.Equal(DiagnosticCodes.VariableNotSet, missing.Code);
        Assert.Equal("set the environment variable PGCLONE_MASK_KEY", missing.Remedy);
    }

    [Fact]
    public void A_secret_on_the_command_line_is_refused_without_being_shown()
    {
        var reading = Read(PlanTexts.Complete, PlanTexts.Inputs() with { Overrides = [new("mask_key", "hunter2")] });

        Assert.Equal(DiagnosticCodes.SecretMisused, reading.Diagnostics.Single().Code);
        Assert.DoesNotContain("hunter2", reading.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_given_on_the_command_line_wins_over_the_environment_and_the_default()
    {
        var text = PlanTexts.Complete.Replace("{ default: Berlin }", "{ default: Berlin, env: CITY }", StringComparison.Ordinal);
        var inputs = PlanTexts.Inputs(("CITY", "Oslo"));

        Assert.EndsWith("'Oslo'", ReadGood(text, inputs).Clones[0].Filters[0].Where, StringComparison.Ordinal);
        Assert.EndsWith("'Rome'", ReadGood(text, inputs with { Overrides = [new("city", "Rome")] }).Clones[0].Filters[0].Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dayz", "30", "error PGC0301: --var dayz: the plan has no variable 'dayz'\n      did you mean 'days'?\n")]
    [InlineData("days", "1000", "error PGC0303: --var days is above the maximum\n      use 365 or less\n")]
    [InlineData("days", "many", "error PGC0303: --var days must be a whole number\n")]
    public void A_bad_variable_on_the_command_line_is_explained(string name, string value, string expected) =>
        Assert.Equal(expected, Read(PlanTexts.Complete, PlanTexts.Inputs() with { Overrides = [new(name, value)] }).Render());

    [Fact]
    public void An_environment_is_laid_over_the_plan()
    {
        var plan = ReadGood(PlanTexts.Complete, PlanTexts.Inputs() with { Environment = "dev" });

        Assert.Equal("For one laptop.", plan.Description);
        Assert.Equal(2, plan.Targets.Count);
        Assert.Equal(("small", "prod", "dev"), (plan.Clones.Single().Name, plan.Clones[0].Source, plan.Clones[0].Target));
        Assert.Equal([("*", false)], plan.Clones[0].Data.Select(d => (d.Pattern.Pattern, d.Copy)));
    }

    [Fact]
    public void An_unknown_environment_is_refused_with_a_suggestion()
    {
        var reading = Read(PlanTexts.Complete, PlanTexts.Inputs() with { Environment = "dve" });

        Assert.Equal("error PGC0207: --env dve: the plan has no environment 'dve'\n      did you mean 'dev'?\n", reading.Render());
    }

    [Fact]
    public void The_fingerprint_follows_text_and_variables_but_not_secrets()
    {
        var inputs = PlanTexts.Inputs();
        var plain = ReadGood(PlanTexts.Complete, inputs).Fingerprint;

        Assert.Equal(plain, ReadGood(PlanTexts.Complete, PlanTexts.Inputs(("PGCLONE_MASK_KEY", "hunter2"))).Fingerprint);
        Assert.NotEqual(plain, ReadGood(PlanTexts.Complete, inputs with { Overrides = [new("days", "7")] }).Fingerprint);
        Assert.NotEqual(plain, ReadGood(PlanTexts.Complete + "\n", inputs).Fingerprint);
    }

    [Fact]
    public void A_plan_survives_being_saved()
    {
        var plan = ReadGood(PlanTexts.Complete);

        var saved = System.Text.Json.JsonSerializer.Serialize(plan);

        Assert.Equal(plan, System.Text.Json.JsonSerializer.Deserialize<ClonePlan>(saved));
    }

    [Fact]
    public void JSON_is_read_like_YAML()
    {
        var plan = ReadGood("""
            {"version": 1, "name": "j", "sources": {"a": {"connection": {"service": "a"}}},
             "targets": {"b": {"connection": "host=/run dbname=b"}}, "clones": [{"name": "c", "objects": ["*"]}]}
            """);

        Assert.Equal("c", plan.Clones[0].Name);
    }

    [Fact]
    public void A_clone_that_says_nothing_selects_everything()
    {
        var plan = ReadGood("{version: 1, name: j, sources: {a: {connection: {env: A}}}, targets: {b: {connection: {env: B}}}, clones: [{name: c}]}");

        Assert.Equal(["*"], plan.Clones[0].Objects.Select(s => s.Pattern.Pattern));
        Assert.Equal([("*", true)], plan.Clones[0].Data.Select(d => (d.Pattern.Pattern, d.Copy)));
        Assert.Null(plan.Clones[0].Masks);
    }

    [Fact]
    public async Task A_file_with_a_byte_order_mark_is_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, PlanTexts.Complete, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.NotNull((await ClonePlanReader.ReadFileAsync(path, PlanTexts.Inputs(), CancellationToken.None)).Plan);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_missing_file_and_a_directory_are_explained()
    {
        var missing = await ClonePlanReader.ReadFileAsync("no-such.pgclone.yaml", PlanTexts.Inputs(), CancellationToken.None);
        var directory = await ClonePlanReader.ReadFileAsync(".", PlanTexts.Inputs(), CancellationToken.None);

        Assert.Equal("error PGC0101: no-such.pgclone.yaml does not exist\n      check the path; the folder examples has plans to start from\n", missing.Render());
        Assert.Equal("error PGC0101: . is a directory\n      name the *.pgclone.yaml file in it\n", directory.Render());
    }
}
