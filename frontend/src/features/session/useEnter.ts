import { useNavigate } from "@tanstack/react-router";
import { dropLinkToken, type LinkPurpose } from "@/lib/linkToken";
import { paths } from "@/lib/paths";
import { type Credentials, useLogin } from "./queries";

/** Log in with the password just chosen by a link, which has served its purpose then. */
export function useEnter(purpose: LinkPurpose): (account: Credentials) => Promise<void> {
  const login = useLogin();
  const navigate = useNavigate();
  return async (account) => {
    // The password is chosen: if only the login fails, the login page is the place to try again.
    const answer = await login.mutateAsync(account).catch(() => null);
    await navigate({ to: answer ? paths.today() : paths.login(), replace: true });
    dropLinkToken(purpose);
  };
}
