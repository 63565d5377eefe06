import { Anchor, Button, Skeleton } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { Entrance } from "@/features/session/Entrance";
import { useLogin } from "@/features/session/queries";
import { LinkHelp } from "@/features/setup/LinkHelp";
import { type SchoolFields, useSetup, useSetupLink } from "@/features/setup/queries";
import { Stepper } from "@/features/setup/Stepper";
import type { FirstStep, WizardStep } from "@/features/setup/steps";
import { t } from "@/i18n";
import { dropLinkToken, useLinkToken } from "@/lib/linkToken";
import { paths } from "@/lib/paths";
import { isProblem } from "@/lib/problem";
import { useUrlParam } from "@/lib/useUrlParam";
import { ErrorState } from "@/ui/ErrorState";
import { LaterSteps } from "./parts/LaterSteps";

// What stands on a screen is loaded when it is reached.
const FirstSteps = lazy(async () => ({
  default: (await import("@/features/setup/FirstSteps")).FirstSteps,
}));

/** From an empty school to its first customer. */
export default function SetupPage() {
  const { data: state, error, refetch } = useSetup();
  const token = useLinkToken("setup");
  if (!state) {
    return (
      <Entrance title={t("setup.title")}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={240} />
        )}
      </Entrance>
    );
  }
  if (state.steps) return <LaterSteps steps={state.steps} />;
  if (!state.open || !state.school) return <Closed />;
  if (token === null) {
    return (
      <Entrance title={t("setup.link.noneTitle")} lead={t("setup.link.noneLead")}>
        <LinkHelp />
      </Entrance>
    );
  }
  return <First token={token} defaults={state.school} />;
}

/** Nothing of it is told to strangers. */
function Closed() {
  return (
    <Entrance title={t("setup.closedTitle")} lead={t("setup.closedLead")}>
      <Button
        component={Link}
        to={paths.login()}
        search={{ next: paths.setup() } as never}
        fullWidth
      >
        {t("session.toLogin")}
      </Button>
    </Entrance>
  );
}

function First({ token, defaults }: { token: string; defaults: SchoolFields }) {
  const link = useSetupLink(token);
  const [said, setStep] = useUrlParam("step");
  const start = useStart();
  const step = said === "admin" ? "admin" : "school";
  if (link.error) return <BadLink error={link.error} onRetry={() => void link.refetch()} />;
  return (
    <FirstFrame step={step} onStep={setStep}>
      <Suspense fallback={<Skeleton height={240} />}>
        {link.data ? (
          <FirstSteps
            token={token}
            defaults={defaults}
            step={step}
            onStep={setStep}
            onCreated={start}
          />
        ) : (
          <Skeleton height={240} />
        )}
      </Suspense>
    </FirstFrame>
  );
}

interface FrameProps {
  step: FirstStep;
  onStep: (step: WizardStep) => void;
  children: ReactNode;
}

function FirstFrame({ step, onStep, children }: FrameProps) {
  const before = (each: WizardStep) => each === "school" && step === "admin";
  return (
    <Entrance
      title={step === "school" ? t("setup.title") : t("setup.step.admin")}
      lead={t(`setup.lead.${step}`)}
      aside={<Stepper current={step} done={before} open={before} onStep={onStep} />}
    >
      {children}
    </Entrance>
  );
}

/** A void link is told with the way to a new one. */
function BadLink({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!isProblem(error) || error.code !== "link_void") {
    return (
      <Entrance title={t("setup.title")}>
        <ErrorState error={error} onRetry={onRetry} />
      </Entrance>
    );
  }
  const login = (
    <Anchor component={Link} underline="always" to={paths.login()}>
      {t("session.toLogin")}
    </Anchor>
  );
  return (
    <Entrance title={t("setup.link.title")} lead={t("setup.link.lead")} other={login}>
      <LinkHelp />
    </Entrance>
  );
}

/** Log in with what was chosen a moment ago, and go on as an administrator. */
function useStart() {
  const login = useLogin();
  const router = useRouter();
  const { refetch } = useSetup();
  return async (account: { username: string; password: string }) => {
    // If it fails now, the page says that the school is there, and leads to the login.
    await login.mutateAsync(account).catch(() => null);
    dropLinkToken("setup");
    await router.navigate({ to: paths.setup(), replace: true });
    await refetch();
  };
}
