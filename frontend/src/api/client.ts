import createClient from "openapi-fetch";
import { toApiError } from "./errors";
import { apiOrigin } from "./origin";
import type { paths } from "./schema.gen";
import { accessToken, endSession, refreshAccess } from "./token";

const POLITE_ATTEMPTS = 2;
const LONGEST_WAIT_SECONDS = 10;

/**
 * The one client of the API, typed by its schema. Answers other than 2xx throw ApiError.
 *
 *     const customer = await unwrap(api.GET("/api/v1/customers/{id}/", { params: { path: { id } } }));
 */
export const api = createClient<paths>({
  baseUrl: apiOrigin(),
  // The login sets the refresh cookie, also where the API is another origin of the same site.
  credentials: "include",
  fetch: (request: Request) => send(request),
});

/** The body of a 2xx answer. (Others have thrown, but the types of openapi-fetch do not know.) */
export async function unwrap<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** Make one per action the user means, and hand the same one to every retry of it. */
export function newIdempotencyKey(): string {
  // randomUUID exists in secure contexts only; getRandomValues everywhere.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Header parameters of a command: `headers: { ...idempotent(key), ...ifMatch(version) }`. */
export const idempotent = (key: string) => ({ "Idempotency-Key": key });
export const ifMatch = (version: number) => ({ "If-Match": `"${version}"` });

async function send(request: Request): Promise<Response> {
  const response = await sendPolitely(request);
  if (!response.ok) throw await toApiError(response);
  return response;
}

/** Wait as long as a busy server asks, when repeating is harmless: reads, and commands with a key. */
async function sendPolitely(request: Request): Promise<Response> {
  const harmless = request.method === "GET" || request.headers.has("Idempotency-Key");
  for (let attempt = 1; ; attempt++) {
    const response = await sendSignedIn(request.clone());
    const wait = Number(response.headers.get("Retry-After") ?? 1);
    const patient = harmless && attempt <= POLITE_ATTEMPTS && wait <= LONGEST_WAIT_SECONDS;
    if (response.status !== 503 || !patient) return response;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

/** Send with the access token; on 401 refresh once and repeat; then the session is over. */
async function sendSignedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const token = accessToken();
  const response = await sendWith(token, request);
  // Without a token nobody was signed in (the login page): a 401 is the answer itself.
  if (response.status !== 401 || token === null) return response;
  const fresh = await refreshAccess(token);
  const repeated = fresh === null ? response : await sendWith(fresh, again);
  if (repeated.status === 401) endSession(token);
  return repeated;
}

function sendWith(token: string | null, request: Request): Promise<Response> {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  // Looked up at every call: tests replace the global one after this module has loaded.
  return globalThis.fetch(request);
}
