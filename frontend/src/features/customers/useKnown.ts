import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { isProblem } from "@/lib/problem";
import { customerKeys } from "./keys";

type Asked = Partial<Record<"phone" | "qq" | "email" | "wechat", string>>;
export type Match = components["schemas"]["Match"];

/** Does the school know this person? Asked only for a whole contact; null for anything else. */
export function useKnown(text: string) {
  const asked = wholeContact(text);
  return useQuery({
    queryKey: customerKeys.known(text),
    queryFn: async () => {
      try {
        const body = { name: "", ...asked };
        return (await unwrap(api.POST("/api/v1/customers/check-duplicates/", { body }))).matches;
      } catch (error) {
        // It only looked like one: the list below has its own answer.
        if (isProblem(error) && error.status === 400) return null;
        throw error;
      }
    },
    enabled: asked !== null,
    // Each question is counted against a budget: not on every return to the window.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** What a text is when it is a whole contact; a name or four digits are none. */
export function wholeContact(text: string): Asked | null {
  const plain = text.replace(/[\s()-]/g, "");
  if (/^\+\d{7,15}$|^1\d{10}$|^0\d{9,11}$/.test(plain)) return { phone: plain };
  if (/^[1-9]\d{4,9}$/.test(plain)) return { qq: plain };
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return { email: text };
  if (/^(?=.*[\d_-])[a-z][-_a-z0-9]{5,19}$/i.test(text)) return { wechat: text };
  return null;
}
