import { useHotkeys } from "@mantine/hooks";
import type { RefObject } from "react";

/** j and k, or the arrows, go from item to item; Enter then does what stands there first. */
export function useInboxKeys(list: RefObject<HTMLElement | null>): void {
  const go = (step: 1 | -1) => {
    const firsts = [...(list.current?.querySelectorAll<HTMLElement>("li") ?? [])].map((item) =>
      item.querySelector<HTMLElement>("a, button"),
    );
    const at = firsts.findIndex((first) => first?.closest("li")?.contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : firsts.length - 1) : at + step;
    firsts[next]?.focus();
  };
  useHotkeys([
    ["j", () => go(1)],
    ["k", () => go(-1)],
    ["ArrowDown", () => go(1)],
    ["ArrowUp", () => go(-1)],
  ]);
}
