import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { useListState } from "@/lib/useListState";
import { problem } from "@/test/fixtures";
import { show } from "@/test/render";
import { initials } from "./Avatar";
import { FilterBar } from "./FilterBar";
import { FormShell } from "./FormShell";
import { notify } from "./notify";
import { readable } from "./PhoneLink";
import { RefusableButton } from "./RefusableButton";

test("a refused button stays reachable, says why and does nothing", async () => {
  const onClick = vi.fn();
  const { user } = await show(
    <RefusableButton onClick={onClick} disabledReason="You hold 300 of 300.">
      Claim
    </RefusableButton>,
  );
  await user.tab();
  const button = screen.getByRole("button", { name: "Claim", description: "You hold 300 of 300." });
  expect(document.activeElement).toBe(button);
  await user.click(button);
  expect(onClick).not.toHaveBeenCalled();
});

test("an allowed button does", async () => {
  const onClick = vi.fn();
  const { user } = await show(<RefusableButton onClick={onClick}>Claim</RefusableButton>);
  await user.click(screen.getByRole("button", { name: "Claim" }));
  expect(onClick).toHaveBeenCalledOnce();
});

function Customer({ save }: { save: (values: { phone: string }) => Promise<unknown> }) {
  const form = useForm({ initialValues: { phone: "" } });
  const [error, setError] = useState<unknown>(null);
  return (
    <FormShell
      form={form}
      onSubmit={(values) =>
        save(values).catch((refused: unknown) => {
          setError(refused);
          throw refused;
        })
      }
      loading={false}
      submitError={error}
      submitLabel="Save"
      draft="customer"
    >
      <TextInput label="Phone" {...form.getInputProps("phone")} />
    </FormShell>
  );
}

const refusal = problem("invalid", {
  status: 400,
  errors: [
    { pointer: "/phone", code: "phone", detail: "Not a phone number." },
    { pointer: "/shoe", code: "unknown_field", detail: "No such field." },
  ],
});

test("field errors land on their inputs, the rest above the button, and the input stays", async () => {
  const { user } = await show(<Customer save={() => Promise.reject(refusal)} />);
  await user.type(screen.getByLabelText("Phone"), "12");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const input = await screen.findByRole("textbox", {
    name: "Phone",
    description: "Not a phone number.",
  });
  expect((input as HTMLInputElement).value).toBe("12");
  expect(screen.getByRole("alert").textContent).toContain("shoe");
});

test("a draft survives a reload and ends with a success", async () => {
  const first = await show(<Customer save={() => Promise.resolve()} />);
  await first.user.type(screen.getByLabelText("Phone"), "138");
  first.unmount();

  const { user } = await show(<Customer save={() => Promise.resolve()} />);
  expect(screen.getByLabelText<HTMLInputElement>("Phone").value).toBe("138");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(localStorage.getItem("shoal.draft.nobody.customer")).toBeNull();
});

test("a toast offers to undo, once", async () => {
  const undo = vi.fn();
  const { user } = await show(<p>Page</p>);
  notify("Released", undo);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText("Released")).toBeNull();
});

const NAMES = ["status"] as const;
const ORDERINGS = ["-created_at", "name"] as const;

function Filters() {
  const list = useListState(NAMES, ORDERINGS);
  const options = ["new", "lost"].map((value) => ({ value, label: value.toUpperCase() }));
  const filters = [{ name: "status", label: "Status", options, multiple: true }];
  return (
    <>
      <FilterBar list={list} filters={filters} searchLabel="Name" />
      <output>{JSON.stringify(list.query)}</output>
    </>
  );
}

test("filters live in the URL, comma separated, and can be cleared", async () => {
  const { user, href } = await show(<Filters />, "/?status=new&customer=7");
  await user.click(await screen.findByRole("button", { name: "Status: NEW" }));
  await user.click(await screen.findByRole("checkbox", { name: "LOST" }));
  expect(href()).toBe("/?status=new%2Clost&customer=7");
  expect(screen.getByText('{"status":"new,lost","ordering":"-created_at"}')).toBeInstanceOf(
    HTMLElement,
  );
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(href()).toBe("/?customer=7");
});

test("initials and phone numbers read as people say them", () => {
  expect([initials("王小明"), initials("Li Wei"), initials("")]).toEqual(["明", "LW", "?"]);
  expect([readable("+8613812345678"), readable("+4915112345")]).toEqual([
    "138 1234 5678",
    "+4915112345",
  ]);
});
