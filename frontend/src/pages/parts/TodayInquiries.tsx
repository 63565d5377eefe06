import { Skeleton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useCommands } from "@/features/customers/commands/context";
import type { Today } from "@/features/today/queries";
import { loadWords } from "@/i18n";
import { paths } from "@/lib/paths";
import { useIsPhone } from "@/lib/useIsPhone";

// With its words: most days begin without an inquiry, and the first page stays small.
const NewInquiries = lazy(async () => {
  const [{ NewInquiries: found }] = await Promise.all([
    import("@/features/inquiries/NewInquiries"),
    loadWords("inquiries"),
  ]);
  return { default: found };
});

const TITLE = 40;
const ROW = 45;
// There its words stand in two lines.
const PHONE_ROW = 73;

/** What waits opens where it is settled; what a customer asked opens the customer. */
export function TodayInquiries({ inquiries }: Pick<Today, "inquiries">) {
  const { open } = useCommands();
  const navigate = useNavigate();
  const row = useIsPhone() ? PHONE_ROW : ROW;
  if (inquiries.rows.length === 0) return null;
  return (
    <Suspense
      fallback={<Skeleton height={TITLE + row * inquiries.rows.length} mx="lg" mb="lg" w="auto" />}
    >
      <NewInquiries
        inquiries={inquiries}
        all={paths.inquiries()}
        onOpen={({ id, customer }) =>
          customer ? open(customer.id) : void navigate({ href: paths.inquiry(id) })
        }
      />
    </Suspense>
  );
}
