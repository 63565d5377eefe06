import { type ComponentType, type FunctionComponent, lazy, Suspense } from "react";

/**
 * A part that is loaded when it is first shown: `later(async () => (await import("./Menu")).Menu, ComingMenu)`.
 *
 * For what opens on a click (menus, sheets, dialogs): the first page must not wait for it. `Coming` keeps its place.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Coming?: ComponentType<Props>,
): FunctionComponent<Props> {
  // lazy() forgets which properties the component takes.
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return function Later(props: Props) {
    return (
      <Suspense fallback={Coming ? <Coming {...props} /> : null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
