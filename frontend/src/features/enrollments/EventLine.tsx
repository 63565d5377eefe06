import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { say, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";

interface Props {
  kind: "enrollment" | "payment";
  /** As the log calls it, without the noun. */
  event: string;
  enrollment: number;
  class_group: { name: string };
  course: string;
  type?: string;
  amount?: string;
  currency?: string;
}

/** What became of an enrollment or of money for it, and the way there. Who did it stands before it. */
export function EventLine({ kind, event, enrollment, class_group: group, course, ...of }: Props) {
  const values = {
    amount: of.amount && of.currency ? amountText(of.amount, of.currency) : "",
    what: say(`enrollments.paymentType.${of.type}`) ?? "",
  };
  const said = say(`enrollments.event.${kind}.${event}`, values);
  return (
    <>
      {said ?? t(`enrollments.event.${kind}.other`)}{" "}
      <Anchor component={Link} to={paths.enrollment(enrollment)} fz="inherit">
        {group.name} · {course}
      </Anchor>
    </>
  );
}
