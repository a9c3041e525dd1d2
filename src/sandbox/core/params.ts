import type { z } from 'zod';

/** The first thing that is wrong with a call's parameters. `path` leads to it from the outside in. */
export type ParamProblem =
  | { kind: 'unknown'; path: string[]; names: string[] }
  | { kind: 'missing'; path: string[] }
  | { kind: 'invalid'; path: string[]; message: string; code: string | null };

export type CheckedParams<T> = { kind: 'params'; params: T } | { kind: 'problem'; problem: ParamProblem };

/** Strict schemas only: what the schema does not name is a problem, as it is to the providers. */
export function checkParams<S extends z.ZodType>(schema: S, raw: unknown): CheckedParams<z.output<S>> {
  const result = schema.safeParse(raw, { reportInput: true });
  if (result.success) return { kind: 'params', params: result.data };
  // Providers name an unknown parameter before they look at the values of the others.
  const issues = result.error.issues.toSorted((a, b) => rank(a) - rank(b));
  const [first] = issues;
  if (!first) throw new Error('a refusal without an issue');
  return { kind: 'problem', problem: toProblem(first) };
}

/** For `superRefine` and `transform`: a problem in the provider's own words. */
export function problem(message: string, code: string | null = null) {
  return { code: 'custom' as const, message, params: { code } };
}

function rank(issue: z.core.$ZodIssue): number {
  return issue.code === 'unrecognized_keys' ? 0 : 1;
}

function toProblem(issue: z.core.$ZodIssue): ParamProblem {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return { kind: 'unknown', path, names: issue.keys };
  if (issue.input === undefined && issue.code !== 'custom') return { kind: 'missing', path };
  return { kind: 'invalid', path, message: issue.message, code: codeOf(issue) };
}

function codeOf(issue: z.core.$ZodIssue): string | null {
  if (issue.code !== 'custom') return null;
  const code: unknown = issue.params?.['code'];
  return typeof code === 'string' ? code : null;
}
