using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace PgClone.Tests.Architecture;

public sealed class ArchitectureTests
{
    private const int LinesPerFile = 400;
    private const int LinesPerFileAtP95 = 250;
    private const int CharactersPerLine = 180;
    private const int LinesPerMethod = 50;
    private const int LinesPerMethodAtP95 = 25;
    private const int Parameters = 4;

    private static readonly (string Path, string Text)[] Sources = [.. SourceTree.Files("src")];

    private static readonly (string Path, SyntaxNode Root)[] Trees = [.. Sources.Select(file => (file.Path, CSharpSyntaxTree.ParseText(file.Text).GetRoot()))];

    [Fact]
    public void Layers_use_only_what_lies_below_them() =>
        Assert.Empty(Sources.SelectMany(file => Layers.Violations(file.Path, file.Text)));

    [Theory]
    [InlineData("src/PgClone/Masks/X.cs", "using PgClone.Selection;")]
    [InlineData("src/PgClone/Execution/X.cs", "using PgClone.Resolution;")]
    [InlineData("src/PgClone/Plans/X.cs", "using PgClone.Steps;")]
    [InlineData("src/PgClone.Postgres/Catalog/X.cs", "using PgClone.Plans;")]
    [InlineData("src/PgClone/Reports/X.cs", "var x = PgClone.Cli.ExitCodes.Done;")]
    public void A_planted_violation_is_found(string path, string text) => Assert.Single(Layers.Violations(path, text));

    [Fact]
    public void Every_folder_of_the_product_has_a_place_in_the_table()
    {
        var folders = Sources.Where(file => file.Path.StartsWith(Path.Combine("src", "PgClone") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(file => file.Path.Split(Path.DirectorySeparatorChar)[2]).Distinct();
        Assert.Empty(folders.Except(Layers.Known));
    }

    [Fact]
    public void Files_stay_small()
    {
        var lines = Sources.Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))).ToList();
        Assert.DoesNotContain(lines, file => file.Lines > LinesPerFile);
        Assert.InRange(Percentile(lines.Select(file => file.Lines), 0.95), 0, LinesPerFileAtP95);
    }

    [Fact]
    public void Lines_stay_short()
    {
        var tooLong = Sources.SelectMany(file => file.Text.Split('\n').Index()
            .Where(line => line.Item.TrimEnd('\r').Length > CharactersPerLine)
            .Select(line => $"{file.Path}:{line.Index + 1} has {line.Item.TrimEnd('\r').Length} characters")).ToList();
        // A collection in a failure is cut short, and so would be the number of the line.
        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    [Fact]
    public void Methods_stay_small()
    {
        var methods = Trees.SelectMany(tree => tree.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Select(method => (tree.Path, Name: method.ToString().Split('(')[0], Lines: LinesOf(method)))).ToList();
        Assert.DoesNotContain(methods, method => method.Lines > LinesPerMethod && !IsText(method.Name));
        Assert.InRange(Percentile(methods.Select(method => method.Lines), 0.95), 0, LinesPerMethodAtP95);
    }

    [Fact]
    public void Methods_take_few_parameters()
    {
        // A cancellation token is on every async method and does not count.
        var many = Trees.SelectMany(tree => tree.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Where(method => method.ParameterList.Parameters.Count(parameter => parameter.Type?.ToString() != "CancellationToken") > Parameters)
            .Select(method => $"{tree.Path}: {method.ToString().Split('(')[0]}"));
        Assert.Empty(many);
    }

    [Fact]
    public void Classes_are_sealed()
    {
        var classes = Trees.SelectMany(tree => tree.Root.DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Where(type => type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)))
            .Where(type => !Has(type, SyntaxKind.AbstractKeyword) && !Has(type, SyntaxKind.StaticKeyword)).ToList();
        Assert.InRange(classes.Count(type => Has(type, SyntaxKind.SealedKeyword)) / (double)classes.Count, 0.95, 1);
    }

    [Fact]
    public void Nothing_is_left_unbuilt() =>
        Assert.Empty(Sources.Where(file => file.Text.Contains("NotImplementedException", StringComparison.Ordinal)).Select(file => file.Path));

    // A query is one statement over many lines, which no cut would make clearer.
    private static bool IsText(string name) => name.EndsWith(" Query", StringComparison.Ordinal) || name.EndsWith(" Parts", StringComparison.Ordinal);

    private static bool Has(TypeDeclarationSyntax type, SyntaxKind modifier) => type.Modifiers.Any(token => token.IsKind(modifier));

    private static int LinesOf(BaseMethodDeclarationSyntax method)
    {
        var span = ((SyntaxNode?)method.Body ?? method.ExpressionBody ?? (SyntaxNode)method).GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int Percentile(IEnumerable<int> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
