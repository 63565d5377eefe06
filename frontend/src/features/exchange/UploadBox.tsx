import { Button, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useIsPhone } from "@/lib/useIsPhone";
import classes from "./imports.module.css";
import { usePools, useUpload } from "./queries";
import { uploadErrorText } from "./words";

const ACCEPTED =
  ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Drop a file, or pick one, and say into which pool. */
export function UploadBox({ mine }: { mine: readonly { id: number; name: string }[] }) {
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const phone = useIsPhone();
  const pools = usePools(mine).data ?? [];
  const upload = useUpload();
  const navigate = useNavigate();
  const pool = chosen ?? String(pools[0]?.id ?? "");

  function send(file: File | null | undefined) {
    if (!file || upload.isPending) return;
    upload.mutate(
      { file, pool: pool ? Number(pool) : undefined },
      { onSuccess: ({ id }) => void navigate({ to: paths.import(id) }) },
    );
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files.item(0));
  }
  return (
    <section
      className={classes.drop}
      data-over={over}
      aria-label={t("imports.upload")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.dropText}>
        <p className={classes.dropTitle}>
          {/* A finger picks; only a mouse drops. */}
          {phone ? t("imports.upload") : t("imports.dropTitle")}
        </p>
        <p className={classes.hint}>{t("imports.dropHint")}</p>
      </div>
      <NativeSelect
        className={classes.dropPool}
        label={t("imports.intoPool")}
        data={pools.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={pool}
        disabled={upload.isPending}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <FileButton loading={upload.isPending} onPick={send} />
      {upload.error && (
        <p className={classes.error} role="alert">
          {uploadErrorText(upload.error)}
        </p>
      )}
    </section>
  );
}

interface FileButtonProps {
  loading: boolean;
  onPick: (file: File | null | undefined) => void;
}

function FileButton({ loading, onPick }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        className={classes.dropPick ?? ""}
        loading={loading}
        onClick={() => input.current?.click()}
      >
        {t("imports.pick")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label={t("imports.pick")}
        onChange={(event) => {
          onPick(event.currentTarget.files?.item(0));
          // The same file, mended, can be picked again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
