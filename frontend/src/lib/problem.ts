/** The one error shape of the API (RFC 9457), as the page uses it. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  requestId: string | null;
  errors: FieldProblem[];
  /** Extra members of a refusal, e.g. `limit`, `until`, `matches`. */
  params: Record<string, unknown>;
}

export interface FieldProblem {
  /** JSON pointer into the body, e.g. "/phone". */
  pointer: string;
  code: string;
  detail: string;
}

/** What a `refusals` member says: why I may not. */
export interface Refusal {
  code: string;
  detail: string;
}

export function isProblem(error: unknown): error is Problem & Error {
  return error instanceof Error && "code" in error && "status" in error && "errors" in error;
}

/** "/identities/0/value" → "identities.0.value", the way forms name their inputs. */
export function inputName(pointer: string): string {
  return pointer.replace(/^\//, "").replaceAll("/", ".");
}
