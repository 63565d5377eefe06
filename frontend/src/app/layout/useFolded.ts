import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import type { NavItem } from "./navigation";

const STORED = "shoal.folded";
const stored = () => (localStorage.getItem(STORED) ?? "").split(" ");

/** Whether a group of the menu is folded, as this browser remembers; never the one that shows where one is. */
export function useFolded(
  name: string,
  items: readonly NavItem[],
): [boolean, (on: boolean) => void] {
  const [wanted, setWanted] = useState(() => stored().includes(name));
  const here = useLocation().pathname;
  const open = items.some(({ to }) => here === to || here.startsWith(`${to}/`));
  function fold(on: boolean) {
    const others = stored().filter((each) => each && each !== name);
    localStorage.setItem(STORED, [...others, ...(on ? [name] : [])].join(" "));
    setWanted(on);
  }
  return [wanted && !open, fold];
}
