import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { customerDetail, page } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { CommandsContext, type Commands } from "../commands/context";
import { useCustomer } from "../useCustomer";
import { Details } from "./Details";

const api = (path: string) => `*/api/v1/${path}`;
const nothing = () => undefined;
const commands: Commands = {
  open: nothing,
  log: nothing,
  claim: nothing,
  claiming: undefined,
  release: nothing,
  assign: nothing,
  protect: nothing,
  merge: nothing,
  remove: nothing,
  reveal: nothing,
  anonymise: nothing,
  close: nothing,
};

function Page() {
  const { data } = useCustomer(7);
  return <CommandsContext value={commands}>{data && <Details customer={data} />}</CommandsContext>;
}

/** The customer as the server has them; a PATCH with an old version is refused. */
let stored = customerDetail();
let patches: { version: string | null; body: unknown }[] = [];

beforeEach(() => {
  stored = customerDetail();
  patches = [];
  server.use(
    http.get(api("customers/7/"), () => HttpResponse.json(stored)),
    http.get(api(":choices/"), () => HttpResponse.json(page([]))),
    http.get(api("lists/:kind/"), () => HttpResponse.json(page([]))),
    http.patch(api("customers/7/"), async ({ request }) => {
      const version = request.headers.get("If-Match");
      const body = (await request.json()) as object;
      patches.push({ version, body });
      if (version !== `"${stored.version}"`) {
        const stale = { status: 412, code: "stale", detail: "", version: stored.version };
        const headers = { "Content-Type": "application/problem+json" };
        return new HttpResponse(JSON.stringify(stale), { status: 412, headers });
      }
      stored = { ...stored, ...body, version: stored.version + 1 };
      return HttpResponse.json(stored);
    }),
  );
});

async function rename(user: Awaited<ReturnType<typeof show>>["user"], name: string) {
  await user.click(await screen.findByRole("button", { name: "Edit Name" }));
  const input = screen.getByRole("textbox", { name: "Name" });
  await user.clear(input);
  await user.type(input, `${name}{Enter}`);
}

test("one field is saved on the version that was looked at, and can be undone", async () => {
  const { user } = await show(<Page />);
  await rename(user, "Wang Ming");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Wang Xiaoming")).toBeInstanceOf(HTMLElement);
  expect(patches).toEqual([
    { version: '"2"', body: { name: "Wang Ming" } },
    { version: '"3"', body: { name: "Wang Xiaoming" } },
  ]);
});

test("two values of one field are shown side by side, and one is chosen", async () => {
  const { user } = await show(<Page />);
  await screen.findByText("Wang Xiaoming");
  stored = { ...stored, name: "Wang Da", version: 5 };
  await rename(user, "Wang Ming");
  const dialog = await screen.findByRole("dialog", { name: "Somebody changed this meanwhile" });
  expect(dialog.textContent).toContain("Wang Da");
  expect(dialog.textContent).toContain("Wang Ming");
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  expect(await screen.findByText("Wang Ming")).toBeInstanceOf(HTMLElement);
  expect(patches.at(-1)).toEqual({ version: '"5"', body: { name: "Wang Ming" } });
});

test("theirs stands when it is taken", async () => {
  const { user } = await show(<Page />);
  await screen.findByText("Wang Xiaoming");
  stored = { ...stored, name: "Wang Da", version: 5 };
  await rename(user, "Wang Ming");
  await user.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect(await screen.findByText("Wang Da")).toBeInstanceOf(HTMLElement);
  expect(patches).toHaveLength(1);
});

test("when another field changed meanwhile nobody is asked", async () => {
  const { user } = await show(<Page />);
  await screen.findByText("Wang Xiaoming");
  stored = { ...stored, remark: "Prefers mornings", version: 5 };
  await rename(user, "Wang Ming");
  expect(await screen.findByText("Wang Ming")).toBeInstanceOf(HTMLElement);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(stored.remark).toBe("Prefers mornings");
});

test("what the API does not let me edit has no pencil", async () => {
  stored = customerDetail({ editable_fields: ["name"] });
  await show(<Page />);
  expect(await screen.findByRole("button", { name: "Edit Name" })).toBeInstanceOf(HTMLElement);
  expect(screen.queryByRole("button", { name: "Edit Remark" })).toBeNull();
});
