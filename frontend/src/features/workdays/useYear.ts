import dayjs from "dayjs";
import { useUrlParam } from "@/lib/useUrlParam";

const FIRST = 2000;
const LAST = 2100;

/** The year one looks at, in the URL; this one unless told. */
export function useYear(): [number, (year: number) => void] {
  const [text, setText] = useUrlParam("year");
  const now = dayjs().year();
  const asked = Number(text);
  const year = Number.isInteger(asked) && asked >= FIRST && asked <= LAST ? asked : now;
  return [year, (next) => setText(next === now ? undefined : String(next))];
}
