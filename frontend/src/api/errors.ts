import type { FieldProblem, Problem } from "@/lib/problem";

/** A refusal or failure the API named. A lost network stays the TypeError that fetch throws. */
export class ApiError extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: FieldProblem[];
  readonly params: Record<string, unknown>;

  constructor(problem: Problem) {
    super(problem.detail || problem.code);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.errors = problem.errors;
    this.params = problem.params;
  }
}

const STANDARD = new Set(["type", "title", "status", "detail", "code", "request_id", "errors"]);

/** Read a problem+json answer; anything else (a proxy's page) becomes `unknown`. */
export async function toApiError(response: Response): Promise<ApiError> {
  const body = await readProblem(response);
  const { code, detail, request_id: id, errors } = body;
  return new ApiError({
    status: response.status,
    code: typeof code === "string" ? code : "unknown",
    detail: typeof detail === "string" ? detail : "",
    requestId: typeof id === "string" ? id : response.headers.get("X-Request-Id"),
    errors: Array.isArray(errors) ? (errors as FieldProblem[]) : [],
    params: Object.fromEntries(Object.entries(body).filter(([name]) => !STANDARD.has(name))),
  });
}

async function readProblem(response: Response): Promise<Record<string, unknown>> {
  if (!/json/.test(response.headers.get("Content-Type") ?? "")) return {};
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
