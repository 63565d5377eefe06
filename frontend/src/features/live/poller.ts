import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { isProblem } from "@/lib/problem";
import { takeEarly } from "./begin";

export type Feed = components["schemas"]["Feed"];

export const EVERY_MS = 1500;
const LONGEST_MS = 30_000;
/** Whoever is further behind than this loads the page's data anew instead of walking through it all. */
const MOST_ROUNDS = 4;

const ask = (after: string | null) =>
  unwrap(api.GET("/api/v1/events/", { params: { query: after === null ? {} : { after } } }));

interface Message {
  me: number;
  after: string;
  feed: Feed;
}
interface Options {
  me: number;
  onNews: (feed: Feed) => void;
  /** What is on the screen may be of any age: the log was restored, or is too long to walk. */
  onStartOver: () => void;
}

/**
 * Follow the event feed until the returned function is called.
 *
 * Of the tabs of a browser one asks, of those that are seen; it tells the others. Each keeps a cursor of its own, so
 * who missed a word (asleep, another tab asked) asks once from there: nothing is lost.
 */
export function follow({ me, onNews, onStartOver }: Options): () => void {
  const channel = new BroadcastChannel("shoal.live");
  let cursor: string | null = null;
  let begun = false;
  let failures = 0;
  let rounds = 0;
  let turn = new AbortController();
  let wake: () => void = () => undefined;

  function take(feed: Feed): void {
    cursor = feed.next;
    onNews(feed);
  }

  /** Ask once; return how long to wait before the next time. */
  async function look(): Promise<number> {
    if (!navigator.onLine) return LONGEST_MS;
    const after = cursor;
    try {
      const feed = (await takeEarly()) ?? (await ask(after));
      failures = 0;
      // Meanwhile another tab told of the same.
      if (cursor !== after) return EVERY_MS;
      take(feed);
      if (after === null && begun) onStartOver();
      begun = true;
      if (after !== null) channel.postMessage({ me, after, feed } satisfies Message);
      rounds = feed.more ? rounds + 1 : 0;
      if (rounds > MOST_ROUNDS) cursor = null;
      return feed.more ? 0 : EVERY_MS;
    } catch (error) {
      if (isProblem(error) && error.code === "invalid_cursor") cursor = null;
      failures += 1;
      return Math.min(LONGEST_MS, EVERY_MS * 2 ** (failures - 1));
    }
  }

  async function lead(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wait = await look();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (signal.aborted) wake();
      });
    }
  }

  function compete(): void {
    turn.abort();
    wake();
    if (document.hidden) return;
    turn = new AbortController();
    const { signal } = turn;
    // Locks exist on https and localhost only: elsewhere each tab that is seen asks for itself.
    if (!("locks" in navigator)) return void lead(signal);
    navigator.locks.request("shoal.live", { signal }, () => lead(signal)).catch(() => undefined);
    // Another window may have the lock, and may have told things while this one slept.
    if (begun) void look();
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.me !== me || cursor === data.feed.next) return;
    if (cursor === data.after) take(data.feed);
    else if (!document.hidden) void look();
  };
  const now = () => {
    failures = 0;
    wake();
  };
  document.addEventListener("visibilitychange", compete);
  window.addEventListener("online", now);
  void look().then(compete);

  return () => {
    turn.abort();
    wake();
    channel.close();
    document.removeEventListener("visibilitychange", compete);
    window.removeEventListener("online", now);
  };
}
