import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { signIn, signOut } from "@/api/token";
import type { Language } from "@/i18n";
import { byPage } from "@/lib/cursorOf";
import { paths } from "@/lib/paths";
import { notifyError } from "@/ui/notify";
import { type Me, sessionKeys } from "./me";

type Schemas = components["schemas"];
export type Session = Schemas["Session"];
export type Credentials = Schemas["CredentialsRequest"];
export type Registration = Schemas["RegisterRequest"];
export type ProfileChange = Schemas["PatchedEditMeRequest"];
export type PasswordChange = Schemas["PasswordChangeRequest"];
export type Invited = Schemas["Invited"];
export type PasswordReset = Schemas["NewPasswordRequest"];

// The refresh cookie is answered to calls of our own pages only; no form of another page can send this header.
const OURS = { headers: { "X-Shoal-Refresh": "1" } };

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => unwrap(api.POST("/api/v1/auth/login/", { body })),
    onSuccess: ({ access, employee }) => {
      signIn(access);
      client.setQueryData(sessionKeys.me(), employee);
      // Strangers are told less of it (features/setup).
      client.removeQueries({ queryKey: ["setup"] });
    },
  });
}

/** What an invitation offers; a void one is the error `link_void`. */
export function useInvitation(token: string | null) {
  return useQuery({
    queryKey: [...sessionKeys.all, "invitation", token],
    queryFn: () => unwrap(api.POST("/api/v1/auth/invitation/", { body: { token: token ?? "" } })),
    enabled: token !== null,
    // Each look is counted.
    staleTime: Infinity,
  });
}

/** Whose password a reset link changes; a void one is the error `link_void`. */
export function useResetLink(token: string | null) {
  return useQuery({
    queryKey: [...sessionKeys.all, "reset", token],
    queryFn: () => unwrap(api.POST("/api/v1/auth/reset/check/", { body: { token: token ?? "" } })),
    enabled: token !== null,
    staleTime: Infinity,
  });
}

/** Ask for a link by e-mail; the answer is the same whether there is such an account or not. */
export function useForgot() {
  return useMutation({
    mutationFn: (username: string) =>
      unwrap(api.POST("/api/v1/auth/reset/", { body: { username } })),
  });
}

/** Choose a new password with a link; every session of the account ends. */
export function useReset() {
  return useMutation({
    mutationFn: (body: PasswordReset) => unwrap(api.POST("/api/v1/auth/reset/confirm/", { body })),
  });
}

/** What somebody may wish for who is not known yet. */
export function useRegistrationChoices() {
  return useQuery({
    queryKey: [...sessionKeys.all, "registration"],
    queryFn: () => unwrap(api.GET("/api/v1/auth/register/")),
    select: (choices) => choices.departments,
  });
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: Registration) => unwrap(api.POST("/api/v1/auth/register/", { body })),
  });
}

/** End this session; the login page then forgets everything the page knew. */
export function useLogout() {
  const leave = useLeave();
  return useMutation({
    mutationFn: async () => {
      await api.POST("/api/v1/auth/logout/", OURS);
      await leave();
    },
  });
}

export function useLogoutEverywhere() {
  const leave = useLeave();
  return useMutation({
    mutationFn: async () => {
      await api.POST("/api/v1/auth/logout-everywhere/");
      await leave();
    },
  });
}

/** First away from every page that shows data, then forget the session: the next one starts at the beginning. */
function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    signOut();
    await navigate({ to: paths.login() });
  };
}

export function useEditMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileChange) => unwrap(api.PATCH("/api/v1/auth/me/", { body })),
    onSuccess: (me: Me) => client.setQueryData(sessionKeys.me(), me),
  });
}

/** Its own command: the switch is gone, with the whole page, before the answer comes. */
export function useSaveLanguage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (language: Language) =>
      unwrap(api.PATCH("/api/v1/auth/me/", { body: { language } })),
    onSuccess: (me: Me) => client.setQueryData(sessionKeys.me(), me),
    onError: notifyError,
  });
}

export function useSessions() {
  return useInfiniteQuery({
    ...byPage(sessionKeys.sessions(), (cursor) =>
      unwrap(api.GET("/api/v1/auth/sessions/", { params: { query: { cursor } } })),
    ),
  });
}

/** End other sessions of mine, one after the other. One that ended meanwhile is as good. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: number[]) => {
      for (const id of ids) {
        await api.DELETE("/api/v1/auth/sessions/{id}/", { params: { path: { id } } });
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.sessions() }),
  });
}

/** Every other session ends; this one goes on with the token that comes back. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordChange) => unwrap(api.POST("/api/v1/auth/password/", { body })),
    onSuccess: ({ access }) => signIn(access),
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.sessions() }),
  });
}
