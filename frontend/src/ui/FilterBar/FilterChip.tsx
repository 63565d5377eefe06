import { Button, Checkbox, CloseButton, Popover, Radio, Stack, TextInput } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { getLanguage, t } from "@/i18n";
import { exact, toInput } from "@/lib/dates";
import type { ListState } from "@/lib/useListState";
import classes from "./FilterBar.module.css";
import type { Filter } from "./types";

interface Props {
  filter: Filter;
  list: ListState;
  /** It was clicked before it was there. */
  asked?: boolean;
}

/** One filter: a drop-down that becomes a chip naming what was chosen. */
export function FilterChip({ filter, list, asked = false }: Props) {
  const chosen = wording(filter, list);
  const names = "range" in filter ? [filter.range.from, filter.range.to] : [filter.name];
  const remove = () => list.set(Object.fromEntries(names.map((name) => [name, undefined])));
  return (
    <span className={classes.chip} data-active={Boolean(chosen)}>
      <Popover defaultOpened={asked} position="bottom-start" trapFocus withinPortal>
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.button ?? ""}
            rightSection={chosen ? undefined : <ChevronDown size={14} aria-hidden />}
          >
            {chosen ? `${filter.label}: ${chosen}` : filter.label}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown ?? ""} aria-label={filter.label}>
          {"range" in filter ? (
            <Range {...filter} list={list} />
          ) : (
            <Choices {...filter} list={list} />
          )}
        </Popover.Dropdown>
      </Popover>
      {chosen && (
        <CloseButton
          size="sm"
          className={classes.remove ?? ""}
          aria-label={t("ui.removeFilter", { label: filter.label })}
          onClick={remove}
        />
      )}
    </span>
  );
}

type Of<Member> = Extract<Filter, Record<Member extends string ? Member : never, unknown>> & {
  list: ListState;
};

function Choices({ name, label, options, multiple, list }: Of<"options">) {
  const values = split(list.filters[name]);
  if (multiple) {
    return (
      <Checkbox.Group
        value={values}
        onChange={(next) => list.set({ [name]: next.join(",") })}
        aria-label={label}
      >
        <Stack gap="xs">
          {options.map((option) => (
            <Checkbox key={option.value} size="xs" value={option.value} label={option.label} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  }
  return (
    <Radio.Group
      value={values[0] ?? ""}
      onChange={(next) => list.set({ [name]: next })}
      aria-label={label}
    >
      <Stack gap="xs">
        {options.map((option) => (
          <Radio key={option.value} size="xs" value={option.value} label={option.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Range({ range, list }: Of<"range">) {
  const input = (name: string, label: string) => (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={dayOf(list.filters[name] ?? "")}
      onChange={(event) => list.set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="xs">
      {input(range.from, t("ui.from", { date: "" }).trim())}
      {input(range.to, t("ui.until", { date: "" }).trim())}
    </Stack>
  );
}

/** A link may narrow to an instant: to the minute then, and for the input its day. */
const isInstant = (value: string) => value.length > "2026-11-20".length;
const spoken = (value: string) => (isInstant(value) ? exact(value, getLanguage()) : value);
const dayOf = (value: string) => (isInstant(value) ? toInput(value).slice(0, 10) : value);

const split = (value: string | undefined) => (value ? value.split(",") : []);

function wording(filter: Filter, list: ListState): string {
  if ("range" in filter) {
    const from = list.filters[filter.range.from];
    const to = list.filters[filter.range.to];
    const parts = [
      from && t("ui.from", { date: spoken(from) }),
      to && t("ui.until", { date: spoken(to) }),
    ];
    return parts.filter(Boolean).join(" ");
  }
  const labels = new Map(filter.options.map((option) => [option.value, option.label]));
  return split(list.filters[filter.name])
    .map((value) => labels.get(value) ?? value)
    .join(", ");
}
