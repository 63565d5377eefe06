import { afterEach, expect, test } from "vitest";
import { apiOrigin } from "./origin";

afterEach(() => {
  document.head.innerHTML = "";
});

test.each([
  ["", window.location.origin],
  ['<meta name="shoal-api" content="" />', window.location.origin],
  [
    '<meta name="shoal-api" content=" https://api.school.example/ " />',
    "https://api.school.example",
  ],
  ['<meta name="shoal-api" content="http://localhost:8000" />', "http://localhost:8000"],
])("with %j in the head the API is at %s", (head, origin) => {
  document.head.innerHTML = head;
  expect(apiOrigin()).toBe(origin);
});
