import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { type Grant, GrantFields } from "./GrantFields";
import classes from "./people.module.css";
import { PlaceFields, type Placement } from "./PlaceFields";
import { type Employee, usePlace } from "./queries";

/** Role, department, campus and personal grants, for administrators. */
export function PlaceForm({ who }: { who: Employee }) {
  const place = usePlace(who.id);
  const [asked, setAsked] = useState(false);
  const [grants, setGrants] = useState<Grant[]>(who.grants ?? []);
  const form = useForm<Placement>({
    initialValues: {
      role: who.role,
      department: String(who.department?.id ?? ""),
      campus: String(who.campus?.id ?? ""),
    },
  });
  async function save() {
    const { role, department, campus } = form.values;
    await place.mutateAsync({
      role,
      department: department ? Number(department) : null,
      campus: campus ? Number(campus) : null,
      grants,
    });
    setAsked(false);
    notify(t("people.placed", { name: who.display_name }));
  }
  return (
    <section className={classes.part} aria-labelledby="person-place">
      <h3 id="person-place" className={classes.title}>
        {t("people.place")}
      </h3>
      <FormShell
        form={form}
        // Whoever is logged in is thrown out: said first.
        onSubmit={async () => setAsked(true)}
        loading={place.isPending}
        submitError={place.error}
        submitLabel={t("ui.save")}
      >
        <PlaceFields form={form} noCampus={t("ui.none")} />
        {form.values.role === "sales" && <GrantFields value={grants} onChange={setGrants} />}
      </FormShell>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t("people.placeTitle", { name: who.display_name })}
        consequence={t("people.placeConsequence")}
        confirmLabel={t("people.placeVerb")}
        onConfirm={() => void save().catch(() => undefined)}
        loading={place.isPending}
        submitError={place.error}
      />
    </section>
  );
}
