import { type ComponentType, type FunctionComponent, lazy, Suspense, useState } from "react";

/**
 * A part that is loaded when it is first shown: `later(async () => (await import("./Menu")).Menu, ComingMenu)`.
 *
 * For what opens on a click (menus, sheets, dialogs): the first page must not wait for it. `Coming` keeps its place;
 * if it is clicked (`onAsk`), the part comes with `asked` and opens at once: no click is lost.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Coming?: ComponentType<Props & { onAsk: () => void }>,
): FunctionComponent<Props> {
  // lazy() forgets which properties the component takes.
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<
    Props & { asked: boolean }
  >;
  return function Later(props: Props) {
    const [asked, setAsked] = useState(false);
    return (
      <Suspense fallback={Coming ? <Coming {...props} onAsk={() => setAsked(true)} /> : null}>
        <Loaded {...props} asked={asked} />
      </Suspense>
    );
  };
}
