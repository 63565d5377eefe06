import { clearDraft, readDraft, writeDraft } from "@/lib/drafts";
import { isProblem } from "@/lib/problem";
import { newIdempotencyKey } from "./client";

/**
 * Send a command under one idempotency key per `action`, so that it happens once however often it is tried.
 *
 * The key is kept, through a reload too, until the API has said yes or no: after a lost network nobody knows
 * whether the command arrived, and the next try must not do it twice.
 */
export async function once<T>(action: string, send: (key: string) => Promise<T>): Promise<T> {
  const place = `key.${action}`;
  const key = readDraft<string>(place) ?? newIdempotencyKey();
  writeDraft(place, key);
  try {
    const answer = await send(key);
    clearDraft(place);
    return answer;
  } catch (error) {
    if (isProblem(error) && error.status < 500) clearDraft(place);
    throw error;
  }
}
