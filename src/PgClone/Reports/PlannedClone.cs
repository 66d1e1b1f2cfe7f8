using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>A clone decided and compiled, ready to be shown.</summary>
/// <param name="Decisions">What was decided.</param>
/// <param name="Graph">The steps that follow.</param>
/// <param name="Source">The source as people know it, without password.</param>
/// <param name="Target">The target as people know it, without password.</param>
public sealed record PlannedClone(ResolvedClone Decisions, StepGraph Graph, string Source, string Target);
