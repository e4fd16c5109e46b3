import type { RefObject } from "preact";
import { useRef } from "preact/hooks";

/** A place to return the focus to when the button that was pressed gives way to something else. */
export function usePlace<Place extends HTMLElement>(): [RefObject<Place | null>, () => void] {
  const place = useRef<Place>(null);
  return [place, () => place.current?.focus({ preventScroll: true })];
}
