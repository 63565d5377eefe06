import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { catchLinkToken, dropLinkToken, useLinkToken } from "./linkToken";

afterEach(() => {
  dropLinkToken("join");
  history.replaceState(null, "", "/");
});

function follow(address: string): void {
  history.replaceState({ key: "here" }, "", address);
  catchLinkToken();
}

test("the token leaves the address and stays until it is dropped", () => {
  follow("/join?from=mail#token=abc");
  expect(location.href).toMatch(/\/join\?from=mail$/);
  expect(history.state).toEqual({ key: "here" });
  const { result } = renderHook(() => useLinkToken("join"));
  expect(result.current).toBe("abc");
  act(() => dropLinkToken("join"));
  expect(result.current).toBeNull();
});

test("another link pasted into the same page counts from then on", () => {
  follow("/join#token=old");
  const { result } = renderHook(() => useLinkToken("join"));
  act(() => follow("/join#token=new"));
  expect(result.current).toBe("new");
});

test("a token belongs to the page it was made for, and no other page takes one", () => {
  follow("/join#token=abc");
  expect(renderHook(() => useLinkToken("reset")).result.current).toBeNull();
  follow("/mine#token=abc");
  expect(location.hash).toBe("#token=abc");
});
