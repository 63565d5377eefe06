import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Entrance } from "@/features/session/Entrance";
import { useMe } from "@/features/session/me";
import { EntryStep, Skip } from "@/features/setup/EntryStep";
import { LastStep } from "@/features/setup/LastStep";
import type { SetupState } from "@/features/setup/queries";
import { Stepper } from "@/features/setup/Stepper";
import {
  FIRST_STEPS,
  firstMissing,
  type LaterStep,
  resumeAt,
  stepAfter,
  type WizardStep,
} from "@/features/setup/steps";
import { useEntries } from "@/features/setup/useEntries";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";

// What stands on a screen is loaded when it is reached.
const CampusForm = lazy(async () => ({
  default: (await import("@/features/school/CampusForm")).CampusForm,
}));
const DepartmentForm = lazy(async () => ({
  default: (await import("@/features/school/DepartmentForm")).DepartmentForm,
}));
const CourseForm = lazy(async () => ({
  default: (await import("@/features/school/CourseForm")).CourseForm,
}));
const PresetChooser = lazy(async () => ({
  default: (await import("@/features/pools/PresetChooser")).PresetChooser,
}));
const InviteStep = lazy(async () => ({
  default: (await import("@/features/people/InviteStep")).InviteStep,
}));

interface Props {
  steps: NonNullable<SetupState["steps"]>;
}

/** What the first administrator goes on with, logged in; each step may be left for later. */
export function LaterSteps({ steps }: Props) {
  const [said, setSaid] = useUrlParam("step");
  // Where one came in: what is added there must not lead on by itself.
  const [arrived] = useState(() => firstMissing(steps));
  const step = resumeAt(said, arrived);
  const first = (each: WizardStep) => FIRST_STEPS.some((code) => code === each);
  const done = (each: WizardStep) =>
    first(each) || steps.some((known) => known.code === each && known.done);
  const later = step !== "customers" && (
    <Anchor component={Link} to={paths.today()}>
      {t("setup.later")}
    </Anchor>
  );
  return (
    <Entrance
      title={t(`setup.step.${step}`)}
      lead={t(`setup.lead.${step}`)}
      other={later}
      aside={<Stepper current={step} done={done} open={(each) => !first(each)} onStep={setSaid} />}
    >
      <Suspense fallback={<Skeleton height={240} />}>
        <Step key={step} step={step} onNext={() => setSaid(stepAfter(step))} onStep={setSaid} />
      </Suspense>
    </Entrance>
  );
}

interface StepProps {
  step: LaterStep;
  onNext: () => void;
  onStep: (step: LaterStep) => void;
}

function Step({ step, onNext, onStep }: StepProps): ReactNode {
  const has = useEntries();
  const me = useMe();
  const add = { addLabel: t("setup.addAnother"), onNext };
  switch (step) {
    case "campuses":
      return (
        <EntryStep
          {...add}
          has={has.campuses}
          form={(done, cancel) => <CampusForm onDone={done} onCancel={cancel} />}
        />
      );
    case "departments":
      return (
        <EntryStep
          {...add}
          has={has.departments}
          form={(done, cancel) => <DepartmentForm onDone={done} onCancel={cancel} />}
        />
      );
    case "courses":
      return (
        <EntryStep
          {...add}
          has={has.courses}
          form={(done, cancel) => <CourseForm onDone={done} onCancel={cancel} />}
        />
      );
    case "pool":
      return (
        <>
          <PresetChooser onDone={onNext} submitLabel={t("setup.next")} />
          <Skip onNext={onNext} />
        </>
      );
    case "people":
      return (
        <InviteStep
          inviter={me}
          toDepartments={() => onStep("departments")}
          onNext={onNext}
          nextLabel={t("setup.next")}
          skipLabel={t("setup.skip")}
        />
      );
    case "customers":
      return <LastStep />;
  }
}
