import { useEffect, useState } from "react";
import { isProblem } from "@/lib/problem";

/** Seconds until a throttled call may be tried again, counting down; 0 when it may. */
export function useCountdown(error: unknown): number {
  const throttled = isProblem(error) && error.status === 429;
  const wait = throttled ? Number(error.params.retry_after ?? 1) : 0;
  const [clock, setClock] = useState<{ error: unknown; left: number }>({ error: null, left: 0 });
  useEffect(() => {
    if (wait === 0) return;
    const until = Date.now() + wait * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setClock({ error, left });
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [error, wait]);
  return clock.error === error && wait > 0 ? clock.left : wait;
}
