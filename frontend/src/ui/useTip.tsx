import {
  type CSSProperties,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useState,
} from "react";
import { createPortal } from "react-dom";
import classes from "./useTip.module.css";

interface Tip {
  /** For the element that is explained. */
  handlers: {
    onMouseEnter: (event: SyntheticEvent<Element>) => void;
    onMouseLeave: () => void;
    onFocus: (event: SyntheticEvent<Element>) => void;
    onBlur: () => void;
    onTouchStart: (event: SyntheticEvent<Element>) => void;
  };
  /** Rendered beside it; appears above everything. */
  tip: ReactNode;
}

const TAPPED_MS = 2500;

/**
 * A few words on hover, focus and tap. Our own, because Mantine's brings a library for positions that weighs as
 * much as a page. It is for eyes only: what a screen reader needs, the element itself says.
 */
export function useTip(label: string): Tip {
  const [place, setPlace] = useState<CSSProperties | null>(null);
  const show = (event: SyntheticEvent<Element>) =>
    setPlace(placeAt(event.currentTarget.getBoundingClientRect()));
  const hide = () => setPlace(null);
  const shown = place !== null;
  useEffect(() => {
    if (!shown) return;
    // What it belongs to moves away under it.
    const options = { capture: true, once: true };
    window.addEventListener("scroll", hide, options);
    return () => window.removeEventListener("scroll", hide, options);
  }, [shown]);
  const tap = (event: SyntheticEvent<Element>) => {
    show(event);
    setTimeout(hide, TAPPED_MS);
  };
  return {
    handlers: {
      onMouseEnter: show,
      onMouseLeave: hide,
      onFocus: show,
      onBlur: hide,
      onTouchStart: tap,
    },
    tip:
      place &&
      createPortal(
        <span className={classes.tip} style={place} aria-hidden>
          {label}
        </span>,
        document.body,
      ),
  };
}

const GAP = 6;
const ROOM_ABOVE = 72;

/** Above if there is room, else below; from the edge that is nearer, so that it never leaves the screen. */
function placeAt(rect: DOMRect): CSSProperties {
  const { innerWidth: width, innerHeight: height } = window;
  const left = rect.left + rect.width / 2 < width / 2;
  return {
    ...(left ? { left: Math.max(8, rect.left) } : { right: Math.max(8, width - rect.right) }),
    ...(rect.top > ROOM_ABOVE ? { bottom: height - rect.top + GAP } : { top: rect.bottom + GAP }),
  };
}
