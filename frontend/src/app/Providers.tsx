import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { onSessionChange } from "@/api/token";
import { useLanguage } from "@/i18n";
import { UiProvider } from "@/ui/UiProvider";
import { queryClient } from "./queryClient";
import { router } from "./router";

export function Providers() {
  const language = useLanguage();
  // Somebody else's data must not stay on the screen, in this tab or another: the guard decides what is next.
  useEffect(
    () =>
      onSessionChange(() => {
        queryClient.clear();
        void router.invalidate();
      }),
    [],
  );
  return (
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        {/* Every string is said while rendering, so another language means rendering everything anew. */}
        <RouterProvider key={language} router={router} />
      </QueryClientProvider>
    </UiProvider>
  );
}
