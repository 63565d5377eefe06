import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";
import { peopleKeys } from "./queries";

type Schemas = components["schemas"];
export type Invitation = Schemas["Invitation"];
export type MadeInvitation = Schemas["InvitationMade"];
export type InviteFields = Schemas["InviteRequest"];
export type InvitationState = Invitation["state"];
export type ResetLink = Schemas["ResetLink"];

export const INVITATION_STATES: readonly InvitationState[] = ["open", "used", "expired", "revoked"];

export function useInvitations(state: InvitationState | undefined) {
  return useInfiniteQuery({
    ...byPage([...peopleKeys.all, "invitations", state], (cursor) =>
      unwrap(api.GET("/api/v1/invitations/", { params: { query: { state, cursor } } })),
    ),
  });
}

/** An invitation counts as setting up (features/setup), and stands in the list at once. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const shown of [peopleKeys.all, ["setup"]]) {
      void client.invalidateQueries({ queryKey: shown });
    }
  };
}

/** The link is in this answer only, which is why it is kept nowhere: lost, another one is made. */
export function useInvite() {
  return useMutation({
    mutationFn: (body: InviteFields) => unwrap(api.POST("/api/v1/invitations/", { body })),
    onSettled: useRefresh(),
  });
}

export function useRevoke() {
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/invitations/{id}/revoke/", { params: { path: { id } } })),
    onSettled: useRefresh(),
  });
}

/** A link with which somebody chooses a new password; earlier ones are void. */
export function useMakeResetLink(id: number) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST("/api/v1/employees/{id}/reset-link/", { params: { path: { id } } })),
  });
}
