import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "../store/types";

export const StoreContext = createContext<Store | null>(null);

/** The store of the person, or of the example couple. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("no store above this component");
  return store;
}
