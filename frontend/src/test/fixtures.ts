import { ApiError } from "@/api/errors";
import type { Problem } from "@/lib/problem";

/** A problem the API answers, named by its code. */
export function problem(code: string, members: Partial<Problem> = {}): ApiError {
  const rest = {
    status: 409,
    detail: `About ${code}.`,
    requestId: "req-1",
    errors: [],
    params: {},
  };
  return new ApiError({ code, ...rest, ...members });
}
