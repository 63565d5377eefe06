import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

const TOUCHED = ["counter", "payments", "receipts", "enrollments", "classes", "customers", "money"];

/** Money came or went: seats, balances, lists and figures are other ones now. */
export async function moneyMoved(client: QueryClient): Promise<void> {
  await Promise.all(
    TOUCHED.map((noun) => client.invalidateQueries({ queryKey: [noun], refetchType: "active" })),
  );
}

/** A command that moves money or what is owed, and afterwards everything that this changes. */
export function useMoneyCommand<Said, Answer>(send: (said: Said) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => void moneyMoved(client) });
}
