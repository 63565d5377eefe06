import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isCalm, isNotTyping, when } from "./calm";
import {
  bring,
  refreshDetails,
  refreshFigures,
  refreshPolicy,
  refreshSchool,
  refreshScope,
  watchLists,
} from "./effects";
import { follow } from "./poller";
import { bringWords } from "./words";

const SOON_MS = 1000;
const FOR_LEADERS_MS = 10_000;

interface Props {
  me: { id: number; role: string };
  onUnread: (count: number) => void;
}

/** What others do reaches this page: as marks on rows, as fresh figures. Shows nothing itself. */
export default function Live({ me: { id, role }, onUnread }: Props) {
  const client = useQueryClient();
  useEffect(() => {
    const leads = role === "manager" || role === "admin";
    // Everything that their people do is in a leader's figures.
    const every = leads ? FOR_LEADERS_MS : SOON_MS;
    const figures = when(isCalm, () => refreshFigures(client), every);
    const policy = when(isCalm, () => refreshPolicy(client), SOON_MS);
    const changed = new Set<number>();
    const details = when(isNotTyping, () => {
      refreshDetails(client, changed);
      changed.clear();
    });
    const school = when(isNotTyping, () => refreshSchool(client), SOON_MS);
    const scope = when(isNotTyping, () => refreshScope(client), SOON_MS);
    const words = bringWords();
    const unwatch = watchLists(client);
    const unfollow = follow({
      me: id,
      onNews: ({ events, unread }) => {
        onUnread(unread);
        void words.then(() => {
          const wanted = bring(client, { id, leads }, events);
          for (const customer of wanted.details) changed.add(customer);
          if (changed.size > 0) details.ask();
          if (wanted.figures) figures.ask();
          if (wanted.school) school.ask();
          if (wanted.policy) policy.ask();
          if (wanted.scope) scope.ask();
        });
      },
      onStartOver: () => void client.invalidateQueries(),
    });
    return () => {
      unfollow();
      unwatch();
      details.stop();
      figures.stop();
      policy.stop();
      school.stop();
      scope.stop();
    };
  }, [client, id, role, onUnread]);
  return null;
}
