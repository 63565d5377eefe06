import { Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import { errorText } from "@/ui/errorText";
import { RelativeDate } from "@/ui/RelativeDate";
import { intentLabel, methodLabel, outcomeLabel } from "./labels";
import { type FollowUpVersion, useFollowUpVersions } from "./queries";
import classes from "./Versions.module.css";

/** What a follow-up says and what it said before each correction, newest first. Mount it when it is asked for. */
export function FollowUpVersions({ id }: { id: number }) {
  const { data: versions, error } = useFollowUpVersions(id);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!versions) return <Skeleton height={72} />;
  return (
    <ol className={classes.versions} aria-label={t("followups.versions")}>
      {versions.map((version, index) => (
        <Version key={version.version} version={version} current={index === 0} />
      ))}
    </ol>
  );
}

function Version({ version, current }: { version: FollowUpVersion; current: boolean }) {
  const said = [methodLabel(version.method), outcomeLabel(version.outcome)];
  if (version.intent_after) said.push(intentLabel(version.intent_after));
  return (
    <li className={classes.version}>
      <p className={classes.meta}>
        <Avatar name={version.by.name} /> {version.by.name} · <RelativeDate at={version.at} /> ·{" "}
        {current
          ? t("followups.currentVersion")
          : t("followups.version", { version: version.version })}
      </p>
      <p className={classes.said}>{said.join(" · ")}</p>
      {version.note && <p className={classes.note}>{version.note}</p>}
    </li>
  );
}
