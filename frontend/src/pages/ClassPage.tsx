import { Skeleton } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ClassView } from "@/features/classes/ClassView";
import { type ClassDetail, useClass } from "@/features/classes/queries";
import { stateColor, stateText } from "@/features/classes/words";
import { useMe } from "@/features/session/me";
import { loadWords, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";
import { StatusDot } from "@/ui/StatusDot";

const ClassMoves = later(async () => (await import("@/features/classes/ClassMoves")).ClassMoves);
const ClassPanel = later(async () => (await import("@/features/classes/ClassPanel")).ClassPanel);
const Roll = later(async () => {
  const [found] = await Promise.all([
    import("@/features/enrollments/ClassRoll"),
    loadWords("enrollments"),
  ]);
  return found.ClassRoll;
});
const EnrollSomebody = later(async () => {
  const [found] = await Promise.all([import("./parts/EnrollSomebody"), loadWords("enrollments")]);
  return found.EnrollSomebody;
});

export default function ClassPage() {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useClass(Number(id));
  if (data) return <Found key={data.id} found={data} />;
  return (
    <>
      <PageHeader title={t("nav.classes")} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </>
  );
}

function Found({ found }: { found: ClassDetail }) {
  const me = useMe();
  const navigate = useNavigate();
  const [edit, setEdit] = useUrlParam("edit");
  const [enroll, setEnroll] = useUrlParam("enroll");
  const close = () => setEdit(undefined);
  const takes = found.state === "open" || found.state === "running";
  const sells = takes && me.capabilities.includes("enrollments.apply");
  const may = me.capabilities.includes("classes.edit");
  return (
    <>
      <PageHeader
        title={`${found.code} · ${found.course.name}`}
        note={<StatusDot color={stateColor(found.state)}>{stateText(found.state)}</StatusDot>}
        primary={
          may && (
            <ClassMoves
              found={found}
              onEdit={() => setEdit("1")}
              onCopied={(made) => void navigate({ to: paths.class(made.id) })}
            />
          )
        }
      />
      <ClassView
        found={found}
        roll={<Roll classGroup={found.id} onEnroll={sells ? () => setEnroll("1") : undefined} />}
      />
      {sells && enroll === "1" && (
        <EnrollSomebody classGroup={found.id} onClose={() => setEnroll(undefined)} />
      )}
      {may && edit === "1" && found.refusals.edit === null && (
        <ClassPanel found={found} anywhere={false} onClose={close} onDone={close} />
      )}
    </>
  );
}
