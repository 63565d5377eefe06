import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";
import { setUnread } from "./unread";

export type Notification = components["schemas"]["Notification"];
type Query = NonNullable<paths["/api/v1/notifications/"]["get"]["parameters"]["query"]>;

export const notificationKeys = {
  all: ["notifications"] as const,
  list: (query: object) => [...notificationKeys.all, query] as const,
};

/** One's own, newest first. */
export function useNotifications(query: Query) {
  return useInfiniteQuery({
    ...byPage(notificationKeys.list(query), (cursor) =>
      unwrap(api.GET("/api/v1/notifications/", { params: { query: { ...query, cursor } } })),
    ),
    staleTime: 0,
  });
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/notifications/{id}/read/", { params: { path: { id } } })),
    onSuccess: ({ unread }) => setUnread(unread),
    onSettled: () => client.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}

/** All that were looked at: what came since `until` stays unread. */
export function useMarkAllRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (until: string) =>
      unwrap(api.POST("/api/v1/notifications/read-all/", { body: { until } })),
    onSuccess: ({ unread }) => setUnread(unread),
    onSettled: () => client.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}
