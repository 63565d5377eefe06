import { ActionIcon, Button } from "@mantine/core";
import type { FormArrayElement, UseFormReturnType } from "@mantine/form";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./RowsEditor.module.css";

interface Props<Name extends string, Row, Values extends Record<Name, Row[]>> {
  form: UseFormReturnType<Values>;
  /** The list among the form's values. */
  name: Name;
  /** What a new row begins with. */
  blank: Row;
  /** The two inputs of a row; `input` gives the props of one of its members. */
  row: (number: number, input: (member: keyof Row & string) => object) => ReactNode;
  /** Says what is taken away, of row `number`. */
  dropLabel: (number: number) => string;
  addLabel: string;
  children?: ReactNode;
}

/** Rows of a form, as many as it takes and at least one; below, what the API says of all of them. */
export function RowsEditor<Name extends string, Row, Values extends Record<Name, Row[]>>({
  form,
  name,
  blank,
  row,
  dropLabel,
  addLabel,
  children,
}: Props<Name, Row, Values>) {
  const rows = form.values[name];
  const error = form.errors[name];
  return (
    <>
      {rows.map((_, index) => (
        // Rows have no identity but their place.
        <div key={index} className={classes.row}>
          {row(index + 1, (member) => form.getInputProps(`${name}.${index}.${member}`))}
          <ActionIcon
            className={classes.drop ?? ""}
            variant="subtle"
            color="gray"
            size={36}
            disabled={rows.length === 1}
            aria-label={dropLabel(index + 1)}
            onClick={() => form.removeListItem(name, index)}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => form.insertListItem(name, blank as FormArrayElement<Values, Name>)}
      >
        {addLabel}
      </Button>
      {children}
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </>
  );
}
