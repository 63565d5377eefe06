import { useQuery } from "@tanstack/react-query";
import { campusesQuery, coursesQuery, listQuery } from "@/api/reference";
import { t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import { type Import, type Kind, useHolders } from "./queries";

export interface Target {
  value: string;
  label: string;
}

/** What an unknown word of each kind may be said to mean. */
export function useTargets(unknown: Import["unknown"]): Record<Kind, Target[]> {
  const asked = (kind: Kind) => unknown[kind].length > 0;
  const campuses = useQuery({ ...campusesQuery, enabled: asked("campus") }).data ?? [];
  const courses = useQuery({ ...coursesQuery, enabled: asked("course") }).data ?? [];
  const sources = useQuery({ ...listQuery("source"), enabled: asked("source") }).data ?? [];
  const holders = useHolders(asked("consultant")).data ?? [];
  const named = ({ id, name }: { id: number; name: string }) => ({
    value: String(id),
    label: name,
  });
  return {
    campus: campuses.map(named),
    course: courses.map(named),
    source: sources.map((entry) => ({ value: String(entry.id), label: entryText(entry) })),
    intent: (["A", "B", "C", "D"] as const).map((level) => ({
      value: level,
      label: t(`customers.intent.${level}`),
    })),
    consultant: holders.map(({ id, display_name }) => ({ value: String(id), label: display_name })),
  };
}
