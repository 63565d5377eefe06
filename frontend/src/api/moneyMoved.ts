import type { QueryClient } from "@tanstack/react-query";

const TOUCHED = ["counter", "payments", "receipts", "enrollments", "classes", "customers", "money"];

/** Money came or went: seats, balances, lists and figures are other ones now. */
export async function moneyMoved(client: QueryClient): Promise<void> {
  await Promise.all(
    TOUCHED.map((noun) => client.invalidateQueries({ queryKey: [noun], refetchType: "active" })),
  );
}
