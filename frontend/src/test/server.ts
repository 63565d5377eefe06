import { setupServer } from "msw/node";

/** Answers nothing by itself: each test says what the API answers (`server.use`). */
export const server = setupServer();
