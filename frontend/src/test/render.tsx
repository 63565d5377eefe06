import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { UiProvider } from "@/ui/UiProvider";

interface Screen extends RenderResult {
  user: UserEvent;
  /** The address, as Back and a reload would see it. */
  href: () => string;
}

/** Show `ui` as the page would: theme, query client and a router at `at`. */
export async function show(ui: ReactNode, at = "/"): Promise<Screen> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createRouter({
    routeTree: createRootRoute({ component: () => ui, notFoundComponent: () => ui }),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const said = Object.entries(search).filter(([, value]) => value !== undefined);
      const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
      return text.size ? `?${text.toString()}` : "";
    },
  });
  await router.load();
  const result = render(
    <UiProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>,
  );
  return { ...result, user: userEvent.setup(), href: () => router.state.location.href };
}
