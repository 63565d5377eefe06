import { Button } from "@mantine/core";
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { problem } from "@/test/fixtures";
import { show } from "@/test/render";
import { setViewport } from "@/test/setup";
import { type Column, DataTable, type TableQuery, useSelection } from ".";

interface Person {
  id: number;
  name: string;
}

const people = ["Lin", "Bo", "Mei"].map((name, index) => ({ id: index + 1, name }));
const columns: Column<Person>[] = [
  { id: "name", header: "Name", width: "1fr", ordering: "name", cell: (person) => person.name },
];

function query(members: Partial<TableQuery<Person>> = {}): TableQuery<Person> {
  return {
    data: people,
    error: null,
    hasNextPage: false,
    isFetchingNextPage: false,
    isFetchNextPageError: false,
    isPlaceholderData: false,
    refetch: vi.fn(),
    fetchNextPage: vi.fn(),
    ...members,
  };
}

interface Props {
  query: TableQuery<Person>;
  onOpen?: (person: Person) => void;
  onOrder?: (ordering: string) => void;
}

function People({ query, onOpen = () => undefined, onOrder = () => undefined }: Props) {
  const selection = useSelection();
  return (
    <DataTable
      label="People"
      query={query}
      rowId={(person) => person.id}
      columns={columns}
      renderCard={(person) => <button>{person.name}</button>}
      empty={<p>Nobody yet</p>}
      onOpen={onOpen}
      selection={selection}
      bulkActions={(rows) => <Button>Claim {rows.length}</Button>}
      marks={new Map([[2, "Changed by Mei"]])}
      news={1}
      ordering={{ value: "name", onChange: onOrder }}
    />
  );
}

test("the first load shows a skeleton", async () => {
  await show(<People query={query({ data: undefined })} />);
  expect(screen.getByRole("status", { name: "Loading…" })).toBeInstanceOf(HTMLElement);
  expect(screen.queryByRole("grid")).toBeNull();
});

test("a failed load says why, gives the request id and tries again", async () => {
  const failed = query({ data: undefined, error: problem("database_busy", { status: 503 }) });
  const { user } = await show(<People query={failed} />);
  expect(screen.getByRole("alert").textContent).toContain("About database_busy.");
  expect(screen.getByText("Request req-1")).toBeInstanceOf(HTMLElement);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(failed.refetch).toHaveBeenCalledOnce();
});

test("an empty list says what the page says", async () => {
  await show(<People query={query({ data: [] })} />);
  expect(screen.getByText("Nobody yet")).toBeInstanceOf(HTMLElement);
});

test("rows open by click and by keyboard, and break no rule of accessibility", async () => {
  const onOpen = vi.fn();
  const { user, container } = await show(<People query={query()} onOpen={onOpen} />);
  await user.click(screen.getByText("Bo"));
  expect(onOpen).toHaveBeenLastCalledWith(people[1]);
  await user.keyboard("{ArrowDown}");
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Mei"));
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenLastCalledWith(people[2]);
  expect(await violations(container)).toEqual([]);
});

test("x ticks the row under the keyboard, and the bulk bar counts", async () => {
  const { user } = await show(<People query={query()} />);
  screen.getAllByRole("row")[1]?.focus();
  await user.keyboard("x{ArrowDown}");
  await vi.waitFor(() => expect(document.activeElement?.textContent).toContain("Bo"));
  await user.keyboard(" ");
  expect(screen.getByRole("button", { name: "Claim 2" })).toBeInstanceOf(HTMLElement);
  await user.click(screen.getByRole("button", { name: "Clear selection" }));
  expect(screen.queryByRole("toolbar")).toBeNull();
});

test("a row somebody changed is marked and stays where it is", async () => {
  await show(<People query={query()} />);
  const names = screen.getAllByRole("row").map((row) => row.textContent);
  expect(names).toEqual(["Name", "Lin", "BoChanged by Mei", "Mei"]);
});

test("the header asks for the other direction", async () => {
  const onOrder = vi.fn();
  const { user } = await show(<People query={query()} onOrder={onOrder} />);
  await user.click(screen.getByRole("button", { name: "Name" }));
  expect(onOrder).toHaveBeenCalledWith("-name");
});

test("the end of the rows fetches the next page once", async () => {
  const more = query({ hasNextPage: true });
  await show(<People query={more} />);
  expect(more.fetchNextPage).toHaveBeenCalledOnce();
});

test("a failed next page is not asked for again by itself", async () => {
  const failed = query({ hasNextPage: true, isFetchNextPageError: true, error: problem("jammed") });
  await show(<People query={failed} />);
  expect(failed.fetchNextPage).not.toHaveBeenCalled();
  expect(screen.getByRole("alert").textContent).toBe("About jammed.");
});

test("on a phone the rows are cards", async () => {
  setViewport("phone");
  const onOpen = vi.fn();
  const { container } = await show(<People query={query()} onOpen={onOpen} />);
  expect(screen.getAllByRole("listitem")).toHaveLength(3);
  expect(await violations(container)).toEqual([]);
});
