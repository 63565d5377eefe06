import { Skeleton } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Cards.module.css";

/** Things that one reads rather than compares: a card each, as many beside each other as fit. */
export function Cards({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>;
}

export function CardsSkeleton() {
  return <Skeleton height={220} className={classes.list ?? ""} />;
}

interface CardProps {
  title: string;
  /** What stands beside the title. */
  mark?: ReactNode;
  children: ReactNode;
}

export function Card({ title, mark, children }: CardProps) {
  const heading = useId();
  return (
    <li className={classes.card} aria-labelledby={heading}>
      <div className={classes.top}>
        <h2 id={heading} className={classes.title}>
          {title}
        </h2>
        {mark}
      </div>
      {children}
    </li>
  );
}

/** What it is like, a sentence a line. */
export function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={classes.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
